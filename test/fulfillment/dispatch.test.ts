import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { clearSpans, finishedSpans, waitForSpans } from '@spanshop/shared/testing';
import { checkOut, checkoutBody, orderIdOf } from '../support/requests.ts';
import { childrenOf, sagaTrace, spansOfTrace } from '../support/saga-trace.ts';
import { until } from '../support/until.ts';
import { useShop } from '../support/use-shop.ts';

const shop = await useShop({ ships: true, patient: true });
beforeEach(async () => {
  await until('everything to be dispatched', undispatched, count => count === 0);
  clearSpans();
});

async function undispatched(): Promise<number> {
  const { rows } = await shop.auditor.query(
    `SELECT count(*) AS waiting FROM orders.orders LEFT JOIN fulfillment.shipments ON order_id = id
     WHERE status = 'confirmed' OR dispatched_at IS NULL AND status IN ('shipping', 'shipped')`,
  );
  return rows[0].waiting;
}

const dispatches = (spans: readonly ReadableSpan[]) => spans.filter(({ name }) => name === 'dispatch shipments');

test('when orders have shipped, then a batch is a trace of its own with one link to each order that it carries', async () => {
  const answers = await Promise.all(Array.from({ length: 5 }, () => checkOut(shop.urls.gateway, checkoutBody())));
  const orderIds = answers.map(orderIdOf);
  const linksIn = (spans: readonly ReadableSpan[]) => dispatches(spans).flatMap(({ links }) => links);
  const links = linksIn(await waitForSpans(spans => linksIn(spans).length >= orderIds.length, 15_000));

  assert.deepEqual(links.map(({ attributes }) => attributes?.['shop.order.id']).toSorted(), orderIds.toSorted());
  for (const { context, attributes } of links) {
    const order = await sagaTrace('place order', String(attributes?.['shop.order.id']));
    assert.equal(context.traceId, order.span.spanContext().traceId);
    // What is in the batch has still to be told to inventory and orders.
    const isLinked = (span: ReadableSpan) => span.spanContext().spanId === context.spanId;
    const linked = (await waitForSpans(spans => spans.some(isLinked), 15_000)).find(isLinked);
    assert.equal(linked?.name, 'process order.confirmed');
  }
  const orderTraces = new Set(links.map(({ context }) => context.traceId));
  for (const span of dispatches(finishedSpans())) {
    assert.equal(span.parentSpanContext, undefined);
    assert.ok(!orderTraces.has(span.spanContext().traceId));
    assert.equal(span.attributes['shop.dispatch.shipment_count'], span.links.length);
    assert.equal(span.attributes['shop.tenant'], undefined, 'a batch belongs to no storefront');
    assert.ok(childrenOf(span).some(({ name }) => name === 'UPDATE fulfillment.shipments'));
  }
});

test('when there is nothing to dispatch, then there is no span', async () => {
  const before = await looks();
  await until('further looks for shipments', looks, count => count >= before + 8);
  assert.deepEqual(dispatches(finishedSpans()), []);
});

/** How often shipments were looked for, as PostgreSQL counts the scans. */
async function looks(): Promise<number> {
  const { rows } = await shop.auditor.query(
    `SELECT seq_scan + idx_scan AS scans FROM pg_stat_user_tables WHERE relname = 'shipments'`,
  );
  return Number(rows[0].scans);
}

test('when a message is worked on, then its span is a child of the one that sent it, in the same trace and baggage', async () => {
  const body = checkoutBody({ customerId: 'cus-1650', items: [{ sku: 'sku-0003', quantity: 1 }] });
  const answer = await checkOut(shop.urls.gateway, body, undefined, { 'x-tenant': 'studio' });
  const { span: saga } = await sagaTrace('place order', orderIdOf(answer));
  const { traceId } = saga.spanContext();
  const isLast = (span: ReadableSpan) =>
    span.name === 'process order.confirmed' && span.spanContext().traceId === traceId;
  await waitForSpans(spans => spans.some(isLast), 15_000);

  const inTrace = spansOfTrace(traceId);
  const sent = inTrace.find(({ name }) => name === 'send order.confirmed');
  const processed = inTrace.find(isLast);
  assert.equal(processed?.parentSpanContext?.spanId, sent?.spanContext().spanId);
  assert.equal(processed?.attributes['messaging.message.id'], sent?.attributes['messaging.message.id']);
  assert.ok(Number(processed?.attributes['shop.message.queue_time_ms']) >= 0);
  const following = inTrace.slice(inTrace.findIndex(isLast));
  assert.ok(following.length >= 3);
  for (const { name, attributes } of following) {
    assert.deepEqual([attributes['shop.tenant'], attributes['shop.customer_tier']], ['studio', 'gold'], name);
  }
});
