import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { finishedSpans, openLab } from '@spanshop/shared/testing';
import { poisonMessage } from '../../../services/fulfillment/src/faults/poison-message/entry.ts';
import { assertInvariants } from '../../support/audit.ts';
import { jobsOf } from '../../support/messages.ts';
import { findOrder, orderRequest, place } from '../../support/requests.ts';
import { until } from '../../support/until.ts';
import { useShop } from '../../support/use-shop.ts';

const lab = await openLab();
const shop = await useShop({ ships: true, patient: true, faults: lab.faults });
await lab.start();
after(lab.close);

const placed = async () => (await place(shop, orderRequest())).data.id;
const untilShipped = (orderId: string) =>
  until(
    'the shipment',
    () => findOrder(shop, orderId),
    ({ status }) => status === 'shipped',
    30_000,
  );

/** The deliveries of an order's message that failed. */
const failedDeliveries = (orderId: string) =>
  finishedSpans().filter(
    ({ kind, status, attributes }) =>
      kind === SpanKind.CONSUMER && status.code === SpanStatusCode.ERROR && attributes['shop.order.id'] === orderId,
  );
const untilFailed = (orderId: string, times: number) =>
  until(
    `${times} failures`,
    () => failedDeliveries(orderId),
    failed => failed.length >= times,
    30_000,
  );

test('when one message is all that a batch holds, then nothing else ships until it is off, and all does then', async () => {
  await lab.on(poisonMessage, 3);
  const poisonous = await placed();
  await untilFailed(poisonous, 1);
  const behind = await placed();
  await untilFailed(poisonous, failedDeliveries(poisonous).length + 2);
  assert.deepEqual(
    (await jobsOf(shop, behind)).map(({ state }) => state),
    ['created'],
  );
  const redeliveries = failedDeliveries(poisonous).map(({ attributes }) => attributes['shop.message.redelivery_count']);
  assert.deepEqual(
    redeliveries,
    redeliveries.map((_, n) => n),
  );
  await lab.off();
  await untilShipped(poisonous);
  await untilShipped(behind);
  await assertInvariants(shop);
});

test('when there is room for another in the batch, then that one ships beside it', async () => {
  await lab.on(poisonMessage, 2);
  const poisonous = await placed();
  await untilFailed(poisonous, 1);
  const beside = await placed();
  await untilShipped(beside);
  assert.equal((await findOrder(shop, poisonous)).status, 'confirmed');
  await lab.off();
  await untilShipped(poisonous);
  await assertInvariants(shop);
});

test('when it fails, then the span says what a mistake of a program looks like, and nothing of us', async () => {
  await lab.on(poisonMessage, 3);
  const poisonous = await placed();
  await untilFailed(poisonous, 1);
  await lab.off();
  await untilShipped(poisonous);
  const [failed] = failedDeliveries(poisonous);
  assert.equal(failed?.attributes['error.type'], 'TypeError');
  const told = JSON.stringify(
    finishedSpans().map(({ name, attributes, events, status }) => [name, attributes, events, status]),
  );
  for (const word of ['poison', 'src/faults', 'lab.fault', 'UPDATE queue']) assert.ok(!told.includes(word), word);
});
