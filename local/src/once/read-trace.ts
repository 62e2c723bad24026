import { setTimeout as sleep } from 'node:timers/promises';
import type { Trace } from '@spanshop/analysis/model';
import { readTraces } from '@spanshop/analysis/readers';

const pollMs = 50;
const callTimeoutMs = 5_000;

/**
 * Reads a trace again and again until it fulfils a condition.
 *
 * @returns the trace, or what there is of it when the time is over; undefined when there is nothing
 */
export async function readTraceUntil(
  traceStoreUrl: string,
  traceId: string,
  isEnough: (trace: Trace) => boolean,
  withinMs: number,
): Promise<Trace | undefined> {
  const giveUpAt = performance.now() + withinMs;
  for (;;) {
    const trace = await readTrace(traceStoreUrl, traceId);
    if ((trace && isEnough(trace)) || performance.now() > giveUpAt) return trace;
    await sleep(pollMs);
  }
}

async function readTrace(traceStoreUrl: string, traceId: string): Promise<Trace | undefined> {
  const answer = await fetch(`${traceStoreUrl}/api/v3/traces/${traceId}`, {
    signal: AbortSignal.timeout(callTimeoutMs),
  });
  const text = await answer.text();
  if (answer.status === 404) return undefined;
  return readTraces(text).traces.find(trace => trace.traceId === traceId);
}
