import { readJaegerTrace } from '@spanshop/analysis/readers';
import type { SlowRequests } from './findings-record.ts';
import { createSlowParts } from './slow-parts.ts';
import type { SlowestShare, SlowRequest } from './slowest-requests.ts';

/** Enough to tell shares by; of more requests, every second or third one is read. */
const mostTraces = 200;
const callsAtOnce = 4;
const callTimeoutMs = 5_000;
/** Whoever waits for the verdict gets it, from the traces that were read by then. */
const longestMs = 20_000;

/**
 * Where the time of the slowest requests went, as their traces say.
 *
 * @returns undefined where there are no such requests, or none of their traces can be read
 */
export async function readSlowRequests(
  queryUrl: string,
  { share, requests: slowest }: SlowestShare,
): Promise<SlowRequests | undefined> {
  const step = Math.max(slowest.length / mostTraces, 1);
  const left = Array.from({ length: Math.min(slowest.length, mostTraces) }, (_, index) => {
    return slowest[Math.floor(index * step)] as SlowRequest;
  });
  const parts = createSlowParts();
  const giveUpAt = performance.now() + longestMs;
  const work = async () => {
    for (let request = left.pop(); request && performance.now() < giveUpAt; request = left.pop()) {
      const trace = await readJaegerTrace(queryUrl, request.traceId, callTimeoutMs).catch(() => undefined);
      if (trace) parts.add(trace, request.durationMs);
    }
  };
  await Promise.all(Array.from({ length: callsAtOnce }, work));
  const fastest = slowest.at(-1);
  const list = parts.list();
  if (!fastest || list.length === 0) return undefined;
  return {
    share,
    requests: slowest.length,
    fromMs: fastest.durationMs,
    mostly: mostFrequent(slowest),
    tracesRead: parts.traces(),
    parts: list,
  };
}

function mostFrequent(slowest: readonly SlowRequest[]): SlowRequests['mostly'] {
  const counts = new Map<string, number>();
  for (const { operation } of slowest) counts.set(operation, (counts.get(operation) ?? 0) + 1);
  const [operation, requests] = [...counts].reduce((most, next) => (next[1] > most[1] ? next : most));
  return { operation, requests };
}
