import type { KeyDifference, PathKey } from '../../compare/index.ts';
import { type Comparison, perCallMs } from '../comparison.ts';
import { thresholds } from '../thresholds.ts';
import { explainRowLock } from './explain-row-locks.ts';
import { type Explain, type Explanation, inMs, percent } from './explanation.ts';
import { type ResourceUse, usersOf } from './resource-use.ts';

/**
 * Waiting for a connection is the holder's doing, not the waiter's. Utilisation = rate * hold / capacity: the operation
 * whose rate times hold grew most is to blame; when it holds longer because one of its queries is slow, that query is.
 * When nobody's did, the capacity shrank: connections leak or the pool was made smaller.
 */
export const explainPoolWait: Explain = (_, key, comparison) => {
  if (key.class !== 'pool-wait') return undefined;
  const before = usersOf(comparison.baseline, 'pool', key.service, key.peer);
  const after = usersOf(comparison.degraded, 'pool', key.service, key.peer);
  const holder = [...after.values()].sort((a, b) => growth(b, before) - growth(a, before))[0];
  if (!holder) return undefined;
  const held = (users: ReadonlyMap<string, ResourceUse>) => [...users.values()].reduce((sum, use) => sum + use.held, 0);
  if (held(after) < held(before) * thresholds.utilisationGrowth) return capacityShrank(key, after);

  const was = before.get(holder.operation);
  const query = was ? slowQueryOf(key.service, holder, was, comparison) : undefined;
  if (query) return query;
  const hold = `${inMs(was?.meanHoldMs ?? 0)} to ${inMs(holder.meanHoldMs)}`;
  const rate = `${(was?.perSecond ?? 0).toFixed(1)} to ${holder.perSecond.toFixed(1)} times a second`;
  const why = `${holder.operation} holds connections of ${key.peer} longer or more often: ${hold} each, ${rate}.`;
  return { ...blameOf(key), operation: holder.operation, why };
};

/** Queries that the database killed because their transactions waited for each other: their time went into waiting. */
export const explainDeadlock: Explain = (_, key, { before, after }) => {
  const [was, is] = [before.operations.get(key.operationId), after.operations.get(key.operationId)];
  if (key.class !== 'db' || !is) return undefined;
  const more = is.deadlocks - (was?.deadlocks ?? 0);
  const moreFailures = is.originalFailures - (was?.originalFailures ?? 0);
  if (more <= thresholds.errors.points * is.count || more < thresholds.deadlockPart * moreFailures) return undefined;
  const why = `${key.operation} of ${key.service} ends in a deadlock in ${percent(is.deadlocks / is.count)} of its calls.`;
  return { service: key.service, operation: key.operation, kind: 'deadlock', peer: key.peer, why };
};

function capacityShrank(key: PathKey, after: ReadonlyMap<string, ResourceUse>): Explanation {
  const busiest = [...after.values()].sort((a, b) => b.held - a.held)[0] as ResourceUse;
  const why = `Waits for ${key.peer} grew although its connections are held no more than before: there are fewer of them.`;
  return { ...blameOf(key), operation: busiest.operation, why };
}

function blameOf(key: PathKey): Omit<Explanation, 'operation' | 'why'> {
  return { service: key.service, kind: 'pool-exhaustion', peer: key.peer };
}

function growth(use: ResourceUse, before: ReadonlyMap<string, ResourceUse>): number {
  return use.held - (before.get(use.operation)?.held ?? 0);
}

/** A query of the holder that became slower by most of what the hold grew by. */
function slowQueryOf(
  service: string,
  holder: ResourceUse,
  was: ResourceUse,
  comparison: Comparison,
): Explanation | undefined {
  const longerMs = holder.meanHoldMs - was.meanHoldMs;
  if (longerMs <= 0) return undefined;
  const slower = (change: KeyDifference) => perCallMs(change).after - perCallMs(change).before;
  const candidates = comparison.difference.keys.filter(change => {
    const key = comparison.keyOf(change);
    const entry = comparison.after.operations.get(key.operationId)?.entry;
    return key.class === 'db' && key.service === service && entry === holder.operation;
  });
  const slowest = candidates.sort((a, b) => slower(b) - slower(a))[0];
  if (!slowest || slower(slowest) < thresholds.holdExplained * longerMs) return undefined;
  const waited = explainRowLock(slowest, comparison.keyOf(slowest), comparison);
  if (waited) return waited;
  const { operation, peer } = comparison.keyOf(slowest);
  const why = `Connections are held longer because ${operation} is slower, so others wait for them.`;
  return { service, operation, kind: 'slow-query', peer, why };
}
