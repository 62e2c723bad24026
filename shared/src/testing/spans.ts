import { setTimeout as sleep } from 'node:timers/promises';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { spanMemory } from './span-memory.ts';

const pollMs = 10;

/** The spans that have ended in this process since it started or since `clearSpans`, in the order of their ends. */
export function finishedSpans(): readonly ReadableSpan[] {
  return spanMemory.getFinishedSpans();
}

export function clearSpans(): void {
  spanMemory.reset();
}

/**
 * Waits until the finished spans fulfil a predicate, and gives them all.
 *
 * @throws Error after the timeout, with the names of the spans that are there
 */
export async function waitForSpans(
  predicate: (spans: readonly ReadableSpan[]) => boolean,
  timeoutMs = 5_000,
): Promise<readonly ReadableSpan[]> {
  const giveUpAt = performance.now() + timeoutMs;
  for (;;) {
    const spans = finishedSpans();
    if (predicate(spans)) return spans;
    if (performance.now() > giveUpAt) {
      const names = spans.map(({ name }) => name).join(', ');
      throw new Error(`the spans did not come within ${timeoutMs} ms; there are ${spans.length}: ${names || 'none'}`);
    }
    await sleep(pollMs);
  }
}
