import type { RequestHandler, Response } from 'express';
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

/**
 * Gives each request a deadline: this service's own, or the caller's less a margin where that is sooner. What only reads
 * ends when its caller leaves. What changes something goes on: half of it would have to be undone.
 */
export function deadline({ timeoutMs, trustCaller }: DeadlineOptions): RequestHandler {
  return (request, response, next) => {
    const announced = trustCaller ? Number(request.get(timeoutHeader)) : Number.NaN;
    const budgetMs = announced > 0 ? Math.min(timeoutMs, Math.max(announced - marginMs, 1)) : timeoutMs;
    const reads = request.method === 'GET' || request.method === 'HEAD';
    runWithDeadline(budgetMs, next, reads ? leavingOf(response) : undefined);
  };
}

function leavingOf(response: Response): AbortSignal {
  const leaving = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) leaving.abort();
  });
  return leaving.signal;
}
