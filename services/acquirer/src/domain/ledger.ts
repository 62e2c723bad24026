import type { Capture } from '@spanshop/shared/contracts/acquirer';

/** What the card network holds, by reference. No entry ever goes away, and a reversed one stays reversed. */
export interface Ledger {
  /** Writes the entry if the reference is new. Returns what now stands under the reference. */
  record(entry: Capture): Promise<Capture>;
  find(reference: string): Promise<Capture | undefined>;
  /** Takes a capture back; where there is none it leaves a tombstone that refuses a late one. */
  reverse(reference: string): Promise<Capture>;
}
