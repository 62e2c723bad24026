import type { RequestReport } from '../k6/parse-report.ts';

/** Which part of all requests counts as the slowest. */
const slowShare = 0.05;
/** So many are kept, which is all of the slowest share of up to 20,000 requests. */
const mostKept = 1_000;

export interface SlowRequest {
  operation: string;
  durationMs: number;
  traceId: string;
}

/** The slowest of a run's requests, the slowest first. */
export interface SlowestShare {
  /** Which part of all they are, 0 to 1: 0.05, and less of a long run. */
  share: number;
  requests: readonly SlowRequest[];
}

export const noRequests: SlowestShare = { share: slowShare, requests: [] };

/** Finds the slowest requests whose traces are kept; of a long run, only the slowest of these. */
export interface SlowestRequests {
  add(report: RequestReport): void;
  list(): SlowestShare;
}

export function createSlowestRequests(): SlowestRequests {
  const kept: SlowRequest[] = [];
  let count = 0;
  return {
    list() {
      if (count === 0) return noRequests;
      return { share: Math.min(slowShare, kept.length / count), requests: kept.slice(0, Math.ceil(count * slowShare)) };
    },
    add({ operation, durationMs, traceId, sampled }) {
      if (!sampled || traceId === undefined) return;
      count += 1;
      const fastest = kept.at(-1);
      if (kept.length >= mostKept && fastest && durationMs <= fastest.durationMs) return;
      kept.splice(placeOf(durationMs, kept), 0, { operation, durationMs, traceId });
      if (kept.length > mostKept) kept.pop();
    },
  };
}

/** Behind everything that took as long or longer; found by halves. */
function placeOf(durationMs: number, kept: readonly SlowRequest[]): number {
  let [low, high] = [0, kept.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((kept[middle] as SlowRequest).durationMs >= durationMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
