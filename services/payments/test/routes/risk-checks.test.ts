import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { clearSpans, waitForSpans } from '@spanshop/shared/testing';
import request from 'supertest';
import { type RunningPayments, startPayments } from '../support/payments.ts';
import { itemsOf, riskCheckRequest } from '../support/requests.ts';

let payments: RunningPayments;
before(async () => {
  payments = await startPayments();
});
beforeEach(() => clearSpans());
after(() => payments.close());

const check = (body: object) => request(payments.app).post('/risk-checks').send(body);

test('when an order is usual, then it is approved', async () => {
  const order = riskCheckRequest();
  const response = await check(order);
  assert.equal(response.status, 200);
  assert.deepEqual(response.body, { orderId: order.orderId, decision: 'approve', score: 0 });
});

test('when an order has the largest size that the shop takes, then the answer is that it is declined', async () => {
  const order = riskCheckRequest({ items: itemsOf(20, 100) });
  const response = await check(order);
  assert.equal(response.status, 200);
  assert.deepEqual(response.body, { orderId: order.orderId, decision: 'decline', score: 100 });
});

test('when a customer pays without pause, then the velocity rule sees it in the database, and only that customer', async () => {
  await payments.database.query(
    `INSERT INTO payments.charges (order_id, customer_id, amount_minor, currency, status)
     SELECT gen_random_uuid(), 'cus-0007', 100, 'EUR', 'charged' FROM generate_series(1, 121)`,
  );
  assert.equal((await check(riskCheckRequest({ customerId: 'cus-0007' }))).body.score, 40);
  assert.equal((await check(riskCheckRequest({ customerId: 'cus-0008' }))).body.score, 0);
});

test('when an order is checked, then each rule is a span under the check, with its score and an event where it fires', async () => {
  const order = riskCheckRequest({ items: itemsOf(4, 100) });
  await check(order).expect(200);
  const spans = await waitForSpans(ended => ended.some(({ kind }) => kind === SpanKind.SERVER));
  const parent = spans.find(({ name }) => name === 'check risk');
  assert.ok(parent);
  assert.equal(parent.kind, SpanKind.INTERNAL);
  assert.equal(parent.instrumentationScope.name, '@spanshop/payments');
  assert.deepEqual(parent.attributes, {
    'shop.order.id': order.orderId,
    'user.id': 'cus-0042',
    'shop.risk.score': 80,
    'shop.risk.decision': 'approve',
  });
  const server = spans.find(({ kind }) => kind === SpanKind.SERVER);
  assert.equal(parent.parentSpanContext?.spanId, server?.spanContext().spanId);

  const rules = spans.filter(({ name }) => name.startsWith('risk rule '));
  for (const rule of rules) {
    assert.equal(rule.parentSpanContext?.spanId, parent.spanContext().spanId);
    assert.equal(rule.status.code, SpanStatusCode.UNSET);
  }
  const told = rules.map(({ attributes, events }) => [
    attributes['shop.risk.rule'],
    attributes['shop.risk.score'],
    events.map(({ name }) => name),
  ]);
  assert.deepEqual(told.sort(), [
    ['bulk quantity', 40, ['risk rule fired']],
    ['large first order', 40, ['risk rule fired']],
    ['velocity', 0, []],
  ]);
});

for (const [name, body] of Object.entries({
  'a card token': { ...riskCheckRequest(), paymentToken: 'tok_visa' },
  'no items': riskCheckRequest({ items: [] }),
  'more pieces than may be': riskCheckRequest({ items: itemsOf(1, 101) }),
  'an unknown tier': { ...riskCheckRequest(), customerTier: 'diamond' },
})) {
  test(`when a risk check has ${name}, then it is refused with 400`, async () => {
    const response = await check(body);
    assert.equal(response.status, 400);
    assert.equal(response.body.code, 'invalid_request');
  });
}
