import { tableOf } from '../../compare/index.ts';
import { isCountDriven, perCallMs } from '../comparison.ts';
import { thresholds } from '../thresholds.ts';
import { type Explain, inMs } from './explanation.ts';
import { type ResourceUse, usersOf } from './resource-use.ts';

/**
 * A statement that waits for rows which another transaction has locked looks like a slow query, and no span says what it
 * waited for. It did wait, and the holder is to blame, when transactions came to keep rows of its table locked for longer, by
 * enough to explain how much longer the statement takes. What makes the statement itself slow comes before the hold.
 *
 *     holder   UPDATE stock |--|  call |--------------------| COMMIT |-|
 *     waiter                   UPDATE stock |-------------------------|
 */
export const explainRowLock: Explain = (change, key, comparison) => {
  const statements = comparison.after.operations.get(key.operationId);
  const mayWait = key.class === 'db' || key.class === 'lock-wait';
  const locks = mayWait && statements !== undefined && statements.locking > statements.count / 2;
  const table = locks ? tableOf(key.operation) : undefined;
  if (table === undefined || isCountDriven(change, thresholds.countDriven)) return undefined;
  const statement = perCallMs(change);
  const before = usersOf(comparison.baseline, 'rows', key.service, table);
  const after = usersOf(comparison.degraded, 'rows', key.service, table);
  const grew = (use: ResourceUse) => use.held - (before.get(use.operation)?.held ?? 0);
  const holder = [...after.values()].sort((a, b) => grew(b) - grew(a))[0];
  if (!holder || statement.after <= statement.before) return undefined;

  const heldBefore = [...before.values()].reduce((sum, use) => sum + use.held, 0);
  const heldAfter = [...after.values()].reduce((sum, use) => sum + use.held, 0);
  const holdBeforeMs = before.get(holder.operation)?.meanHoldMs ?? 0;
  const holdGrewMs = holder.meanHoldMs - holdBeforeMs;
  const { utilisationGrowth, rowHoldPart } = thresholds;
  if (heldAfter < heldBefore * utilisationGrowth) return undefined;
  if (holdGrewMs < rowHoldPart * (statement.after - statement.before)) return undefined;
  const hold = `${inMs(holdBeforeMs)} to ${inMs(holder.meanHoldMs)}`;
  const waits = `${key.operation} takes ${inMs(statement.after)} instead of ${inMs(statement.before)}`;
  const why = `${waits}: ${holder.operation} keeps rows of ${table} locked for longer, ${hold} until its transaction ends.`;
  return { service: key.service, operation: holder.operation, kind: 'lock-contention', peer: table, why };
};
