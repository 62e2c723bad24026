import { setTimeout as sleep } from 'node:timers/promises';
import type { Auditor } from '../after/auditor.ts';

const lookEveryMs = 250;
/** What is not shipped by then stays a burden for the next probe, which then says so. */
const longestMs = 15_000;
/** Where nobody can say how many orders are open. */
const blindMs = 2_000;

/** Waits until the shop has worked off what a probe has left behind. */
export async function recover(auditor: Auditor | undefined, signal: AbortSignal): Promise<void> {
  if (!auditor) return sleep(blindMs, undefined, { signal }).catch(() => {});
  const giveUpAt = performance.now() + longestMs;
  while (performance.now() < giveUpAt && !signal.aborted) {
    if ((await auditor.openOrders().catch(() => 0)) === 0) return;
    await sleep(lookEveryMs, undefined, { signal }).catch(() => {});
  }
}
