import type { RequestHandler } from 'express';
import { runWithDeadline } from '../deadline/index.ts';

/** Milliseconds that the caller still waits, counted from when it sent the request. */
export const timeoutHeader = 'x-timeout-ms';

/** What a hop keeps for itself, so that its own timeout is always shorter than its caller's. */
const marginMs = 50;

export interface DeadlineOptions {
  /** The longest that this service works on a request, in milliseconds. */
  timeoutMs: number;
  /** Whether the caller's own deadline counts; false at the edge, where it is anybody's word. */
  trustCaller: boolean;
}

/** Gives each request a deadline: this service's own, or the caller's less a margin where that is sooner. */
export function deadline({ timeoutMs, trustCaller }: DeadlineOptions): RequestHandler {
  return (request, _response, next) => {
    const announced = trustCaller ? Number(request.get(timeoutHeader)) : Number.NaN;
    const budgetMs = announced > 0 ? Math.min(timeoutMs, Math.max(announced - marginMs, 1)) : timeoutMs;
    runWithDeadline(budgetMs, next);
  };
}
