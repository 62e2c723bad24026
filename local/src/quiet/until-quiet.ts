import { setTimeout as sleep } from 'node:timers/promises';
import { madeBy } from '../metrics/index.ts';
import type { SpanCounts } from './accounting.ts';

export interface QuietOptions {
  count: () => Promise<SpanCounts | undefined>;
  /** Who knows how many orders somebody still works on; undefined where nobody does. */
  auditor: { openOrders(): Promise<number> } | undefined;
  timeoutMs: number;
  /** For how long no span may be made; by default longer than a batch of parcels waits before it leaves. */
  stillMs?: number;
  signal: AbortSignal;
}

/** A batch of parcels, which makes the last spans, waits 3 s before it leaves. */
const usualStillMs = 3_500;
const lookEveryMs = 500;

export interface Quiet {
  quiet: boolean;
  /** Counted at the end. */
  counts: SpanCounts | undefined;
}

/**
 * Waits until no order is being worked on, no span waits in a service, and for a while none is made and all are accepted.
 * Gives up after the timeout, or when it is told to.
 */
export async function untilQuiet(options: QuietOptions): Promise<Quiet> {
  const { count, auditor, timeoutMs, stillMs = usualStillMs, signal } = options;
  const giveUpAt = performance.now() + timeoutMs;
  let last = '';
  let stillSince = performance.now();
  for (;;) {
    const counts = await count().catch(() => undefined);
    const open = (await auditor?.openOrders().catch(() => 0)) ?? 0;
    const state = JSON.stringify([counts && madeBy(counts.fate), counts?.backend?.accepted]);
    const busy = open > 0 || (counts?.fate.waiting ?? 0) > 0 || state !== last;
    if (busy) stillSince = performance.now();
    last = state;
    if (!busy && performance.now() - stillSince >= stillMs) return { quiet: true, counts };
    if (performance.now() >= giveUpAt || signal.aborted) return { quiet: false, counts };
    await sleep(lookEveryMs, undefined, { signal }).catch(() => {});
  }
}
