import { setTimeout as sleep } from 'node:timers/promises';
import type { Trace } from '@spanshop/analysis/model';
import type { TracePlace } from './trace-places.ts';

const pollMs = 50;

/**
 * Reads a trace again and again until it fulfils a condition.
 *
 * @returns the trace, or what there is of it when the time is over; undefined when there is nothing
 */
export async function readTraceUntil(
  place: TracePlace,
  traceId: string,
  isEnough: (trace: Trace) => boolean,
  withinMs: number,
): Promise<Trace | undefined> {
  const giveUpAt = performance.now() + withinMs;
  for (;;) {
    const trace = await place.read(traceId);
    if ((trace && isEnough(trace)) || performance.now() > giveUpAt) return trace;
    await sleep(pollMs);
  }
}
