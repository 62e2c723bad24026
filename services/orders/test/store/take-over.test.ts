import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { type Saga, SagaLost } from '../../src/domain/saga.ts';
import { orderRequest, startRepository, type TestRepository } from '../support/start-repository.ts';

const expired = -1;
const minute = 60_000;

let repository: TestRepository;
before(async () => {
  repository = await startRepository();
});
beforeEach(async () => {
  await repository.database.query('DELETE FROM orders.sagas');
});
after(() => repository.close());

async function begun(leaseMs: number): Promise<Saga> {
  const saga = await repository.open(leaseMs).begin(orderRequest());
  assert.ok(saga);
  return saga;
}

async function statusOf(orderId: string): Promise<string | undefined> {
  return (await repository.open(minute).find(orderId))?.status;
}

test('when a lease has not run out, then nobody takes the saga over', async () => {
  await begun(minute);
  assert.equal(await repository.open(minute).takeOver(), undefined);
});

test('when a lease has run out, then the saga is taken over with the next version and the context of its request', async () => {
  const saga = await begun(expired);
  const taken = await repository.open(minute).takeOver();
  assert.deepEqual(taken, { ...saga, version: 2 });
  assert.equal(await repository.open(minute).takeOver(), undefined, 'the new lease counts');
});

test('when twenty recoverers look for ten sagas at once, then each saga goes to one of them', async () => {
  const sagas = await Promise.all(Array.from({ length: 10 }, () => begun(expired)));
  const taken = await Promise.all(Array.from({ length: 20 }, () => repository.open(minute).takeOver()));
  const orderIds = taken.flatMap(saga => (saga ? [saga.orderId] : []));
  assert.equal(orderIds.length, 10);
  assert.deepEqual(orderIds.toSorted(), sagas.map(({ orderId }) => orderId).toSorted());
});

test('when leases ran out at different times, then the one that ran out first goes first', async () => {
  const [later, sooner] = [await begun(-1_000), await begun(-5_000)];
  const orders = repository.open(minute);
  assert.deepEqual(
    [(await orders.takeOver())?.orderId, (await orders.takeOver())?.orderId],
    [sooner.orderId, later.orderId],
  );
});

const quote = {
  currency: 'EUR',
  totalMinor: 3,
  lines: [{ sku: 'sku-0001', quantity: 3, unitPriceMinor: 1, lineTotalMinor: 3 }],
} as const;
const failed = { status: 'failed', reason: 'interrupted' } as const;
const writes: { name: string; write: (saga: Saga) => Promise<unknown> }[] = [
  {
    name: 'sets prices',
    write: saga => repository.open(minute).setPrices(saga, { ...quote, lines: [...quote.lines] }),
  },
  { name: 'confirms', write: saga => repository.open(minute).confirm(saga) },
  { name: 'begins to undo', write: saga => repository.open(minute).beginUndo(saga, failed) },
  {
    name: 'ends the order',
    write: saga => repository.open(minute).finishUndo({ ...saga, step: 'undoing', outcome: failed }),
  },
];

for (const { name, write } of writes) {
  test(`when a process whose saga was taken over ${name}, then that is SagaLost and changes nothing`, async () => {
    const lost = await begun(expired);
    const held = await repository.open(minute).takeOver();
    await assert.rejects(write(lost), SagaLost);
    assert.equal(await statusOf(lost.orderId), 'pending');
    const { rows } = await repository.database.query('SELECT step, version, outcome FROM orders.sagas');
    assert.deepEqual(rows, [{ step: 'placing', version: held?.version, outcome: null }]);
  });

  test(`when a process whose saga another one has ended ${name}, then that is SagaLost and changes nothing`, async () => {
    const lost = await begun(expired);
    const held = await repository.open(minute).takeOver();
    assert.ok(held);
    await repository.open(minute).confirm(held);
    await assert.rejects(write(lost), SagaLost);
    assert.equal(await statusOf(lost.orderId), 'confirmed');
  });
}

test('when an order is begun twice, then the second finds it there and gets no saga', async () => {
  const request = orderRequest();
  const both = await Promise.all([repository.open(minute).begin(request), repository.open(minute).begin(request)]);
  assert.equal(both.filter(Boolean).length, 1);
});

test('when confirming fails after the message was written, then the message is not there either', async () => {
  const saga = await begun(minute);
  await repository.database.query("UPDATE orders.orders SET status = 'failed' WHERE id = $1", [saga.orderId]);
  await assert.rejects(repository.open(minute).confirm(saga), /is not pending but failed/);
  const { rowCount } = await repository.database.query(
    `SELECT FROM queue.job WHERE data -> 'message' ->> 'orderId' = $1`,
    [saga.orderId],
  );
  assert.equal(rowCount, 0);
});
