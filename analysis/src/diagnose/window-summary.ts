import type { RequestFacts, Window } from '../compare/index.ts';

/** When a window was, and how much came in. */
export interface WindowSummary {
  /** First and last start of a request, milliseconds since 1970. */
  readonly fromUnixMs: number;
  readonly toUnixMs: number;
  /** Those that were kept of a very long window stand for all of it. */
  readonly requests: number;
  readonly requestsPerSecond: number;
}

/** `requests`: of the window's, those to sum up; all of them by default. */
export function summaryOf(window: Window, requests: readonly RequestFacts[] = window.requests): WindowSummary {
  const { fromUnixMs, toUnixMs, thinning } = window;
  const count = Math.round(requests.length * thinning);
  return { fromUnixMs, toUnixMs, requests: count, requestsPerSecond: count / secondsOf(window) };
}

/** At least a second, so that a single request is no rate without end. */
export function secondsOf({ fromUnixMs, toUnixMs }: Window): number {
  return Math.max((toUnixMs - fromUnixMs) / 1000, 1);
}
