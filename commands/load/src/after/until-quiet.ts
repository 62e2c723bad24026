import { setTimeout as sleep } from 'node:timers/promises';
import { madeBy } from '@spanshop/local/metrics';
import type { SpanCounts } from './accounting.ts';
import type { Auditor } from './auditor.ts';

export interface QuietOptions {
  count: () => Promise<SpanCounts | undefined>;
  auditor: Auditor | undefined;
  timeoutMs: number;
  signal: AbortSignal;
}

/** Longer than a batch of parcels waits before it leaves, which makes the last spans. */
const stillMs = 3_500;
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
export async function untilQuiet({ count, auditor, timeoutMs, signal }: QuietOptions): Promise<Quiet> {
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
