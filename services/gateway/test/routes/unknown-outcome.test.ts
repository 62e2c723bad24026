import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Disturbance } from '@spanshop/shared/testing';
import request from 'supertest';
import { orderBody } from '../support/order-body.ts';
import { startShop } from '../support/start-shop.ts';

const leaseMs = 3_000;
const shop = await startShop({
  PEER_TIMEOUT_MS: '2000',
  REQUEST_TIMEOUT_MS: '2500',
  IDEMPOTENCY_LEASE_MS: String(leaseMs),
});
after(shop.close);
let key = '';
beforeEach(() => {
  key = randomUUID();
  shop.orders.reset();
});

const place = () => request(shop.gateway).post('/orders').set('idempotency-key', key).send(orderBody());
async function charges(orderId: string): Promise<unknown[]> {
  const { rows } = await shop.auditor.query('SELECT status FROM payments.charges WHERE order_id = $1', [orderId]);
  return rows.map(({ status }) => status);
}

for (const [what, disturbance] of [
  ['answers too late', { do: 'hold', caller: 'waits' }],
  ['breaks the connection after its work', { do: 'drop answer' }],
  ['says 500', { do: 'answer', status: 500 }],
  ['answers nonsense', { do: 'answer', status: 201, body: { id: 7 } }],
] satisfies [string, Disturbance][]) {
  test(`when orders ${what}, then 202 with the order's place, and the key tells of it later`, {
    timeout: 15_000,
  }, async () => {
    shop.orders.when('POST', /^\/orders$/, disturbance, 1);
    const answer = await place();
    assert.equal(answer.status, 202);
    assert.equal(answer.body.status, 'pending');
    assert.equal(answer.get('location'), `/orders/${answer.body.id}`);
    assert.equal((await place()).status, 409, 'for now the first request counts as running');
    await shop.orders.release();
    await sleep(leaseMs + 100);
    const later = await place();
    assert.equal(later.status, 201);
    assert.equal(later.body.id, answer.body.id);
    assert.deepEqual(await charges(answer.body.id), ['charged']);
  });
}

test('when the order never reached orders, then its place says pending as long as it still may, and then that there is none', {
  timeout: 15_000,
}, async () => {
  shop.orders.when('POST', /^\/orders$/, { do: 'answer', status: 500 }, 1);
  const { body } = await place();
  const look = () => request(shop.gateway).get(`/orders/${body.id}`);
  const now = await look();
  assert.deepEqual([now.status, now.body], [200, { id: body.id, status: 'pending' }]);
  assert.equal((await look().set('x-tenant', 'outlet')).status, 404);
  await sleep(leaseMs + 100);
  assert.equal((await look()).status, 404);
});
