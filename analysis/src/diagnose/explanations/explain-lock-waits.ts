import type { PathKey } from '../../compare/index.ts';
import type { Comparison } from '../comparison.ts';
import { explainRowLock } from './explain-row-locks.ts';
import { type Explain, inMs } from './explanation.ts';
import { type LockHolder, lockHolders } from './lock-holders.ts';

/**
 * Waiting for a lock: whoever held it when most of the longer waits began. Where no span says so, a transaction that came to keep
 * rows of the same table locked for longer; and where there is none, somebody whom the traces do not show.
 */
export const explainLockWait: Explain = (change, key, comparison) => {
  if (key.class !== 'lock-wait') return undefined;
  const [holder] = lockHolders(comparison, key.service, key.peer);
  if (holder && holder.operation !== '') return held(key, holder);
  return explainRowLock(change, key, comparison) ?? unknownHolder(key, holder, comparison);
};

function held({ service, peer }: PathKey, { operation, grewMs }: LockHolder): ReturnType<Explain> {
  const why = `Waits for ${peer} while ${operation} held it grew by ${inMs(grewMs)} per request.`;
  return { service, operation, kind: 'lock-contention', peer, why };
}

/** The waiter is named, as the place to look from. */
function unknownHolder(key: PathKey, holder: LockHolder | undefined, comparison: Comparison): ReturnType<Explain> {
  const { service, peer } = key;
  const facts = comparison.after.operations.get(key.operationId);
  const grew = holder ? `grew by ${inMs(holder.grewMs)} per request` : 'grew';
  const why = `Waits for ${peer} ${grew}, and no span says who held it: somebody outside of the traces, such as a session, a job or a migration. ${whereToLook}`;
  return { service, operation: facts?.entry ?? key.operation, kind: 'lock-contention', peer, why };
}

const whereToLook =
  'Ask what keeps the lock while requests wait; in PostgreSQL, the sessions that pg_blocking_pids names in pg_stat_activity.';
