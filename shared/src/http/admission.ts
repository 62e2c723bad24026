import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { AppError } from '../errors/index.ts';

/**
 * Bounds how many requests are worked on at once. More would wait for the same processor, pool and locks, and all be late:
 * what is beyond the bound is refused at once, while the caller can still do something else.
 *
 * It stands behind the body parser: a request whose body is still on its way takes no place from those that are whole.
 *
 * @param limit requests at once; one counts until its work ends the answer, even where nobody waits for it any more
 */
export function admission(limit: number): RequestHandler {
  let running = 0;
  return (_request, response, next) => {
    if (running >= limit) return next(overloaded);
    running += 1;
    onceEnded(response, () => {
      running -= 1;
    });
    next();
  };
}

/** Node tells when an answer has left or its client has, but not when the work is over for which nobody waits any more. */
function onceEnded(response: ServerResponse, over: () => void): void {
  const { end } = response;
  let ended = false;
  const endOnce = () => {
    if (!ended) over();
    ended = true;
  };
  response.end = ((...given: unknown[]) => {
    endOnce();
    return Reflect.apply(end, response, given);
  }) as typeof end;
  // An answer that was begun and is cut off has nothing more to end it.
  response.once('close', () => {
    if (response.headersSent) endOnce();
  });
}

const overloaded = new AppError({
  status: 503,
  code: 'overloaded',
  detail: 'More is being worked on than can be; nothing was done.',
  headers: { 'Retry-After': '1' },
  withoutEffect: true,
});

/** For who sends more on one connection than is worked on at once. */
export const tooManyOnConnection = new AppError({
  status: 503,
  code: 'too_many_on_connection',
  detail: 'Too many requests wait on this connection; nothing was done.',
  headers: { 'Retry-After': '1' },
  withoutEffect: true,
});
