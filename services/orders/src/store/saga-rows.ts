import type { Queryable } from '@spanshop/shared/database';
import type { Carrier } from '@spanshop/shared/telemetry';
import { type Outcome, type Saga, SagaLost } from '../domain/saga.ts';

interface NewSaga {
  orderId: string;
  step: Saga['step'];
  outcome?: Outcome;
  carrier: Carrier;
  leaseMs: number;
}

export async function insertSaga(
  transaction: Queryable,
  { orderId, step, outcome, carrier, leaseMs }: NewSaga,
): Promise<Saga> {
  await transaction.query(
    `INSERT INTO orders.sagas (order_id, step, outcome, carrier, lease_until)
     VALUES ($1, $2, $3, $4, now() + $5 * interval '1 millisecond')`,
    [orderId, step, outcome ?? null, carrier, leaseMs],
  );
  return { orderId, step, version: 1, carrier, ...(outcome ? { outcome } : {}) };
}

/** @throws SagaLost where another process holds the saga by now, or has ended it */
export async function lockSaga(transaction: Queryable, { orderId, version }: Saga): Promise<void> {
  const held = 'SELECT 1 FROM orders.sagas WHERE order_id = $1 AND version = $2 FOR UPDATE';
  const { rowCount } = await transaction.query(held, [orderId, version]);
  if (!rowCount) throw new SagaLost(orderId);
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
