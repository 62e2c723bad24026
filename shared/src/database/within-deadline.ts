import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseUnavailable } from '../errors/index.ts';
import { timeForDatabaseMs } from './deadline-client.ts';

/**
 * Waits, as long as the active deadline allows, for what the database is asked without it: once for several callers, or by a
 * library. The work itself goes on.
 *
 * @throws DatabaseUnavailable when it takes longer
 */
export async function withinDeadline<T>(work: Promise<T>): Promise<T> {
  const limitMs = timeForDatabaseMs();
  if (limitMs === Number.POSITIVE_INFINITY) return work;
  const timer = new AbortController();
  const tooLate = sleep(limitMs, undefined, { signal: timer.signal }).then(() => {
    throw new DatabaseUnavailable({ cause: new Error('the database takes too long'), didNothing: true });
  });
  return Promise.race([work, tooLate]).finally(() => timer.abort());
}
