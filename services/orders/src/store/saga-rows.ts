import type { Queryable } from '@spanshop/shared/database';
import type { Carrier } from '@spanshop/shared/telemetry';
import { type Outcome, type Saga, SagaLost } from '../domain/saga.ts';

interface UndoingSaga {
  orderId: string;
  outcome: Outcome;
  carrier: Carrier;
  leaseMs: number;
}

/** For an order whose own saga ended long ago and which has to be undone after all. */
export async function insertUndoing(
  transaction: Queryable,
  { orderId, outcome, carrier, leaseMs }: UndoingSaga,
): Promise<Saga> {
  await transaction.query(
    `INSERT INTO orders.sagas (order_id, step, outcome, carrier, lease_until)
     VALUES ($1, 'undoing', $2, $3, now() + $4 * interval '1 millisecond')`,
    [orderId, outcome, carrier, leaseMs],
  );
  return { orderId, step: 'undoing', outcome, version: 1, carrier };
}

/** From placing to undoing; @throws SagaLost */
export async function turnSaga(database: Queryable, saga: Saga, outcome: Outcome): Promise<Saga> {
  const { rowCount } = await database.query(
    `UPDATE orders.sagas SET step = 'undoing', outcome = $3 WHERE order_id = $1 AND version = $2`,
    [saga.orderId, saga.version, outcome],
  );
  if (!rowCount) throw new SagaLost(saga.orderId);
  return { ...saga, step: 'undoing', outcome };
}

/** @throws SagaLost */
export async function endSaga(transaction: Queryable, { orderId, version }: Saga): Promise<void> {
  const { rowCount } = await transaction.query('DELETE FROM orders.sagas WHERE order_id = $1 AND version = $2', [
    orderId,
    version,
  ]);
  if (!rowCount) throw new SagaLost(orderId);
}

/** Takes the saga whose lease ran out first; replicas that look at the same time take different ones. */
export async function takeOverSaga(database: Queryable, leaseMs: number): Promise<Saga | undefined> {
  const { rows } = await database.query<Saga & { outcome: Outcome | null }>(
    `UPDATE orders.sagas SET version = version + 1, lease_until = now() + $1 * interval '1 millisecond'
     WHERE order_id = (
       SELECT order_id FROM orders.sagas WHERE lease_until < now() ORDER BY lease_until LIMIT 1 FOR UPDATE SKIP LOCKED
     )
     RETURNING order_id AS "orderId", step, version, outcome, carrier`,
    [leaseMs],
  );
  const [row] = rows;
  if (!row) return undefined;
  const { outcome, ...saga } = row;
  return outcome ? { ...saga, outcome } : saga;
}
