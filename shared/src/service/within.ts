import { setTimeout as sleep } from 'node:timers/promises';

/** @throws Error where the work is not done by then; it goes on, and nobody waits for it */
export async function within(limitMs: number, work: Promise<unknown> | undefined): Promise<void> {
  const timer = new AbortController();
  const tooLate = sleep(limitMs, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`it is not done after ${Math.round(limitMs)} ms`);
  });
  await Promise.race([work, tooLate]).finally(() => timer.abort());
}
