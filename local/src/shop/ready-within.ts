import { setTimeout as sleep } from 'node:timers/promises';
import { SentenceError } from '@spanshop/shared/errors';

/**
 * Waits until all parts are ready.
 *
 * @param logs where to look for why one is not, as it is shown
 * @throws SentenceError that names what is still awaited when the time is over; or whatever the first part fails with
 */
export async function readyWithin(
  limitMs: number,
  parts: readonly { name: string; ready: Promise<void> }[],
  logs: string,
): Promise<void> {
  const awaited = new Set(parts.map(({ name }) => name));
  const all = Promise.all(parts.map(({ name, ready }) => ready.then(() => awaited.delete(name))));
  const timer = new AbortController();
  const tooLate = sleep(limitMs, undefined, { signal: timer.signal }).then(() => {
    throw new SentenceError(
      `the shop is not ready after ${limitMs / 1_000} s: it still waits for ${[...awaited].join(', ')}; logs are in ${logs}`,
    );
  });
  try {
    await Promise.race([all, tooLate]);
  } finally {
    tooLate.catch(() => {});
    timer.abort();
  }
}
