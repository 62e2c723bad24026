import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestHandler } from 'express';

/** Milliseconds that the caller still waits, counted from when it sent the request. */
export const timeoutHeader = 'x-timeout-ms';

/** What a hop keeps for itself, so that its own timeout is always shorter than its caller's. */
const marginMs = 50;

const deadlines = new AsyncLocalStorage<number>();

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

/** Runs work that has no request of its own (a consumer, a recovery) under a deadline in milliseconds. */
export function runWithDeadline<T>(timeoutMs: number, work: () => T): T {
  return deadlines.run(performance.now() + timeoutMs, work);
}

/** Milliseconds left to the active deadline, 0 when it has passed; Infinity where none is set. */
export function remainingMs(): number {
  const deadline = deadlines.getStore();
  return deadline === undefined ? Number.POSITIVE_INFINITY : Math.max(deadline - performance.now(), 0);
}
