import type { RequestReport } from '../k6/parse-report.ts';

export interface WorstRequest {
  operation: string;
  status: number;
  durationMs: number;
  startedUnixMs: number;
  /** Absent where no answer came to name it. */
  traceId?: string | undefined;
}

/** So many are kept of each kind. */
export const mostWorst = 10;

/**
 * Keeps exactly the slowest requests and the first ones that failed; of each only those whose trace is kept as far as the
 * gateway says, because the others lead nowhere. One that was not answered at all has said nothing, and has no trace
 * to lead to.
 */
export function createWorst() {
  const slowest: WorstRequest[] = [];
  const failed: WorstRequest[] = [];
  return {
    add({ operation, status, durationMs, startedUnixMs, traceId, sampled, failed: hasFailed }: RequestReport): void {
      if (sampled === false) return;
      const request = { operation, status, durationMs, startedUnixMs, traceId };
      if (hasFailed && failed.length < mostWorst) failed.push(request);
      if (sampled === undefined) return;
      const fastest = slowest.at(-1);
      if (slowest.length >= mostWorst && fastest && durationMs <= fastest.durationMs) return;
      const place = slowest.findIndex(other => other.durationMs < durationMs);
      slowest.splice(place < 0 ? slowest.length : place, 0, request);
      if (slowest.length > mostWorst) slowest.pop();
    },
    list: () => ({ slowest, failed }),
  };
}
