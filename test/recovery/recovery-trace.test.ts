import assert from 'node:assert/strict';
import { test } from 'node:test';
import { finishedSpans } from '@spanshop/shared/testing';
import { assertInvariants } from '../support/audit.ts';
import { hasSaga } from '../support/order-end.ts';
import { checkOut, checkoutBody, orderIdOf } from '../support/requests.ts';
import { sagaTrace, spansOfTrace } from '../support/saga-trace.ts';
import { until } from '../support/until.ts';
import { useShop } from '../support/use-shop.ts';

const shop = await useShop();

/** A gold customer of the outlet, whose charge's answer is lost. */
async function recoveredOrder(): Promise<string> {
  shop.toPayments.when('POST', /^\/charges$/, { do: 'drop answer' }, 1);
  const body = checkoutBody({ customerId: 'cus-1050', items: [{ sku: 'sku-0001', quantity: 1 }] });
  const answer = await checkOut(shop.urls.gateway, body, undefined, { 'x-tenant': 'outlet' });
  assert.equal(answer.status, 202);
  const orderId = orderIdOf(answer);
  await until('the end of the saga', async () => !(await hasSaga(shop, orderId)));
  return orderId;
}

test('when an order is recovered, then that is a trace of its own with a link to the request that began it', async () => {
  const orderId = await recoveredOrder();
  const placed = (await sagaTrace('place order', orderId)).span;
  const recovered = (await sagaTrace('recover order', orderId)).span;
  const original = placed.spanContext().traceId;
  assert.notEqual(recovered.spanContext().traceId, original);
  assert.equal(recovered.parentSpanContext, undefined);
  assert.deepEqual(
    recovered.links.map(({ context }) => [context.traceId, context.spanId]),
    [[original, placed.parentSpanContext?.spanId]],
  );
  assert.equal(recovered.attributes['shop.recovery.previous_step'], 'placing');
  assert.equal(recovered.attributes['shop.saga.version'], 2);
  await assertInvariants(shop);
});

test("when an order is recovered, then every span of it carries the order's own baggage, in the services it calls too", async () => {
  const orderId = await recoveredOrder();
  const recovered = (await sagaTrace('recover order', orderId)).span;
  const spans = spansOfTrace(recovered.spanContext().traceId);
  assert.ok(
    spans.some(({ name }) => name === 'GET /charges/{orderId}'),
    'payments was asked',
  );
  assert.ok(
    spans.some(({ name }) => name === 'send order.confirmed'),
    'the message was sent',
  );
  for (const { name, attributes } of spans) {
    assert.deepEqual([attributes['shop.tenant'], attributes['shop.customer_tier']], ['outlet', 'gold'], name);
  }
});

test('when nothing is to be recovered, then looking for it leaves no span', async () => {
  const polls = 30;
  const before = await lookups();
  await until(`${polls} further looks`, lookups, count => count >= before + polls);
  assert.deepEqual(finishedSpans(), []);
});

/** How often sagas were looked for, as PostgreSQL counts the scans of their index or table. */
async function lookups(): Promise<number> {
  const { rows } = await shop.auditor.query(
    `SELECT seq_scan + idx_scan AS scans FROM pg_stat_user_tables WHERE schemaname = 'orders' AND relname = 'sagas'`,
  );
  return Number(rows[0]?.scans);
}
