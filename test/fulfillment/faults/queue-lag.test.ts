import { after, test } from 'node:test';
import { variants } from '@spanshop/shared/faults';
import { openLab } from '@spanshop/shared/testing';
import { poisonMessage } from '../../../services/fulfillment/src/faults/poison-message/entry.ts';
import { queueLag } from '../../../services/fulfillment/src/faults/queue-lag/entry.ts';
import { assertInvariants } from '../../support/audit.ts';
import { jobsOf } from '../../support/messages.ts';
import { findOrder, orderRequest, place } from '../../support/requests.ts';
import { until } from '../../support/until.ts';
import { useShop } from '../../support/use-shop.ts';

const claims = /\/claim$/;
const lab = await openLab();
const shop = await useShop({ ships: true, patient: true, faults: lab.faults });
await lab.start();
after(lab.close);

/** Three orders that are in the queue before the consumer looks again, since it has another in hand until then. */
async function threeWaiting(): Promise<readonly string[]> {
  shop.toOrders.when('POST', claims, { do: 'hold', caller: 'waits' });
  const first = await placed();
  await untilInHand([first], 1);
  const waiting = [await placed(), await placed(), await placed()];
  await shop.toOrders.release();
  return waiting;
}

const placed = async () => (await place(shop, orderRequest())).data.id;

/** In which state the messages of the orders are. */
const statesOf = async (orderIds: readonly string[]) =>
  (await Promise.all(orderIds.map(id => jobsOf(shop, id)))).flat().map(({ state }) => state);

/** Waits until so many are being worked on, and the others wait. */
const untilInHand = (orderIds: readonly string[], inHand: number) =>
  until(
    `${inHand} in hand`,
    () => statesOf(orderIds),
    states =>
      states.filter(state => state === 'active').length === inHand &&
      states.filter(state => state === 'created').length === orderIds.length - inHand,
    15_000,
  );

async function untilShipped(orderIds: readonly string[]): Promise<void> {
  await shop.toOrders.release();
  shop.toOrders.reset();
  for (const id of orderIds)
    await until(
      'the shipment',
      () => findOrder(shop, id),
      ({ status }) => status === 'shipped',
      30_000,
    );
}

test('when it is on, then one order is worked on at a time, and the others wait in the queue', async () => {
  await lab.on(queueLag, 3);
  const orderIds = await threeWaiting();
  await untilInHand(orderIds, 1);
  await untilShipped(orderIds);
  await assertInvariants(shop);
});

test('when another fault that takes larger batches comes and goes meanwhile, then it is still one order at a time', async () => {
  const on = (defaultVariant: keyof typeof variants) => ({ state: 'ENABLED', variants, defaultVariant });
  await lab.write(JSON.stringify({ flags: { [queueLag.name]: on('high'), [poisonMessage.name]: on('low') } }));
  await lab.on(queueLag, 3);
  const orderIds = await threeWaiting();
  await untilInHand(orderIds, 1);
  await untilShipped(orderIds);
  await assertInvariants(shop);
});

test('when it is off again, then all are worked on at once', async () => {
  await lab.on(queueLag, 3);
  await lab.off();
  const orderIds = await threeWaiting();
  await untilInHand(orderIds, 3);
  await untilShipped(orderIds);
  await assertInvariants(shop);
});
