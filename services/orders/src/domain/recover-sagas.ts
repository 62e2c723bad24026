import type { Saga } from './saga.ts';

export interface Recovery {
  /** Takes over one saga whose lease has run out. */
  takeOver(): Promise<Saga | undefined>;
  /** Ends one saga; does not throw. */
  recover(saga: Saga): Promise<void>;
  /** How many sagas are worked on at once. */
  concurrency: number;
}

/**
 * Recovers every saga that is left alone, several at a time: after a crash many are, and one whose peers are slow must not keep
 * the others waiting. Where there is none it asks once.
 *
 * @param signal from when on no further saga is taken over
 */
export async function recoverSagas({ takeOver, recover, concurrency }: Recovery, signal: AbortSignal): Promise<void> {
  const running = new Set<Promise<void>>();
  try {
    while (!signal.aborted) {
      const saga = await takeOver();
      if (!saga) break;
      const recovery = recover(saga).finally(() => running.delete(recovery));
      running.add(recovery);
      if (running.size >= concurrency) await Promise.race(running);
    }
  } finally {
    await Promise.all(running);
  }
}
