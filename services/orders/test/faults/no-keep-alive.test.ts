import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { assertUnnamed, clearSpans, finishedSpans } from '@spanshop/shared/testing';
import { noKeepAlive } from '../../src/faults/no-keep-alive/entry.ts';
import { startOrders } from '../support/start-orders.ts';

const orders = await startOrders();
after(() => orders.close());
// The pool's connections are open.
await orders.place();
await orders.place();
beforeEach(clearSpans);

const named = (wanted: string) => finishedSpans().filter(({ name }) => name === wanted).length;
/** Each statement, and each transaction as a whole, takes a connection and gives it back. */
const uses = () => named('pg-pool.connect');
const connects = () => named('pg.connect');

test('when it is off, then nothing connects', async () => {
  const order = await orders.place();
  assert.equal(order.status, 'confirmed');
  assert.equal(connects(), 0);
});

test('when each connection is used once, then every use connects, orders end well, and off keeps connections again', async () => {
  await orders.lab.on(noKeepAlive, 3);
  // The connection that was kept until now has its last use.
  await orders.place();
  clearSpans();
  const order = await orders.place();
  assert.equal(order.status, 'confirmed');
  assert.ok(uses() >= 4, `${uses()} uses`);
  assert.equal(connects(), uses());
  assertUnnamed(noKeepAlive);

  await orders.lab.off();
  await orders.place();
  clearSpans();
  await orders.place();
  assert.equal(connects(), 0);
});

test('when each connection is used three times, then every third use connects', async () => {
  await orders.lab.on(noKeepAlive, 2);
  await orders.place();
  clearSpans();
  for (let count = 0; count < 3; count += 1) await orders.place();
  assert.equal(connects(), uses() / 3);
  await orders.lab.off();
});
