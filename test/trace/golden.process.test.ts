import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import { after, before, test } from 'node:test';
import type { Span, Trace } from '@spanshop/analysis/model';
import { defectsOf, embeddedPlaces, openCalls, openMessages, readTraceUntil } from '@spanshop/local/traces';
import { checkOut, checkoutBody, get } from '../support/requests.ts';
import { type ProcessShop, startProcesses } from '../support/start-processes.ts';
import { traceTree } from '../support/trace-tree.ts';
import { until } from '../support/until.ts';

let shop: ProcessShop;
let trace: Trace;
before(async () => {
  // The order is answered as confirmed, since nothing ships before the grace period is over.
  shop = await startProcesses({}, { gracePeriodMs: 1_000 });
  // Connections are opened and code is loaded in traces that nobody compares.
  for (let count = 0; count < 3; count += 1) await shippedOrder();
  shop.toAcquirer.reset();
  trace = await traceOf(await shippedOrder());
});
after(() => shop.close());

/** @returns the id of the trace in which the order was placed */
async function shippedOrder(): Promise<string> {
  const answer = await checkOut(shop.gatewayUrl, checkoutBody());
  const location = `${shop.gatewayUrl}${answer.headers['location']}`;
  await until(
    'the shipment',
    () => get(location),
    ({ data }) => data.status === 'shipped',
  );
  return String(answer.headers['traceresponse']).split('-')[1] ?? '';
}

async function traceOf(traceId: string): Promise<Trace> {
  const found = await readTraceUntil(embeddedPlaces(shop.traceStoreUrl).places[0], traceId, isComplete, 15_000);
  assert.ok(found);
  return found;
}

/** A busy machine ends a server's span some milliseconds after its client's; that says nothing about the tree. */
function structuralDefects(found: Trace) {
  return defectsOf(found).filter(defect => defect.class !== 'outlives-trace');
}

function isComplete(found: Trace): boolean {
  return [structuralDefects, openCalls, openMessages].every(list => list(found).length === 0);
}

const golden = `
gateway SERVER POST /orders [201, route=/orders, order=confirmed, total=56970]
  gateway CLIENT pg-pool.connect
  gateway CLIENT SELECT gateway.customers [table=gateway.customers, rows=1]
  gateway CLIENT pg-pool.connect
  gateway CLIENT INSERT gateway.idempotency_keys [table=gateway.idempotency_keys, rows=1]
  gateway CLIENT POST /orders [201, to=orders]
    orders SERVER POST /orders [201, route=/orders, order=confirmed, total=56970]
      orders CLIENT pg-pool.connect
      orders CLIENT INSERT orders.orders [table=orders.orders, rows=1]
      orders INTERNAL place order [version=1]
        orders INTERNAL quote [step=quote]
          orders CLIENT POST /quotes [200, to=inventory]
            inventory SERVER POST /quotes [200, route=/quotes]
              inventory CLIENT pg-pool.connect
              inventory CLIENT SELECT inventory.products [table=inventory.products, rows=1]
        orders INTERNAL check risk [step=check risk]
          orders CLIENT POST /risk-checks [200, to=payments]
            payments SERVER POST /risk-checks [200, route=/risk-checks]
              payments INTERNAL check risk [score=0, decision=approve]
                payments INTERNAL risk rule velocity [score=0]
                  payments CLIENT pg-pool.connect
                  payments CLIENT SELECT payments.charges [table=payments.charges, rows=1]
                payments INTERNAL risk rule bulk quantity [score=0]
                payments INTERNAL risk rule large first order [score=0]
        orders CLIENT pg-pool.connect
        orders CLIENT UPDATE orders.order_items [table=orders.order_items, rows=1]
        orders INTERNAL reserve stock [step=reserve stock]
          orders CLIENT POST /reservations [201, to=inventory]
            inventory SERVER POST /reservations [201, route=/reservations]
              inventory CLIENT pg-pool.connect
              inventory CLIENT BEGIN
              inventory CLIENT INSERT inventory.reservations [table=inventory.reservations, rows=1]
              inventory CLIENT SELECT inventory.stock [table=inventory.stock, rows=1]
              inventory CLIENT UPDATE inventory.stock [table=inventory.stock, rows=1]
              inventory CLIENT COMMIT
        orders INTERNAL charge [step=charge]
          orders CLIENT POST /charges [201, to=payments]
            payments SERVER POST /charges [201, route=/charges]
              payments CLIENT pg-pool.connect
              payments CLIENT INSERT payments.charges [table=payments.charges, rows=1]
              payments CLIENT POST /v1/captures [201, to=acquirer]
              payments CLIENT pg-pool.connect
              payments CLIENT UPDATE payments.charges [table=payments.charges, rows=1]
        orders INTERNAL confirm [step=confirm]
          orders CLIENT pg-pool.connect
          orders CLIENT BEGIN
          orders CLIENT DELETE orders.sagas [table=orders.sagas, rows=1]
          orders CLIENT UPDATE orders.orders [table=orders.orders, rows=1]
          orders CLIENT SELECT orders.orders [table=orders.orders, rows=1]
          orders PRODUCER send order.confirmed [queue=order.confirmed]
            orders CLIENT INSERT queue.job_common [table=queue.job_common, rows=1]
            fulfillment CONSUMER process order.confirmed [queue=order.confirmed, redelivered=0]
              fulfillment CLIENT POST /orders/{orderId}/claim [200, to=orders]
                orders SERVER POST /orders/{orderId}/claim [200, route=/orders/{orderId}/claim, order=shipping, total=56970]
                  orders CLIENT pg-pool.connect
                  orders CLIENT UPDATE orders.orders [table=orders.orders, rows=1]
                  orders CLIENT pg-pool.connect
                  orders CLIENT SELECT orders.orders [table=orders.orders, rows=1]
              fulfillment CLIENT pg-pool.connect
              fulfillment CLIENT INSERT fulfillment.shipments [table=fulfillment.shipments, rows=1]
              fulfillment CLIENT POST /reservations/{orderId}/ship [200, to=inventory]
                inventory SERVER POST /reservations/{orderId}/ship [200, route=/reservations/{orderId}/ship]
                  inventory CLIENT pg-pool.connect
                  inventory CLIENT BEGIN
                  inventory CLIENT SELECT inventory.reservations [table=inventory.reservations, rows=1]
                  inventory CLIENT SELECT inventory.stock [table=inventory.stock, rows=1]
                  inventory CLIENT UPDATE inventory.reservations [table=inventory.reservations, rows=1]
                  inventory CLIENT UPDATE inventory.stock [table=inventory.stock, rows=1]
                  inventory CLIENT COMMIT
              fulfillment CLIENT POST /orders/{orderId}/shipped [200, to=orders]
                orders SERVER POST /orders/{orderId}/shipped [200, route=/orders/{orderId}/shipped, order=shipped, total=56970]
                  orders CLIENT pg-pool.connect
                  orders CLIENT UPDATE orders.orders [table=orders.orders, rows=1]
                  orders CLIENT pg-pool.connect
                  orders CLIENT SELECT orders.orders [table=orders.orders, rows=1]
          orders CLIENT COMMIT
      orders CLIENT pg-pool.connect
      orders CLIENT SELECT orders.orders [table=orders.orders, rows=1]
  gateway CLIENT pg-pool.connect
  gateway CLIENT UPDATE gateway.idempotency_keys [table=gateway.idempotency_keys, rows=1]
`;

test('when an order ships, then its trace is exactly this tree', () => {
  assert.equal(`\n${traceTree(trace)}\n`, golden);
});

test('when an order ships, then its trace has one root, no orphan, and the right parent and baggage on every hop', () => {
  assert.deepEqual(structuralDefects(trace), []);
  assert.deepEqual([openCalls(trace), openMessages(trace)], [[], []]);
  assert.deepEqual([...new Set(trace.spans.map(({ traceId }) => traceId))], [trace.traceId]);
});

test('when an order ships, then storefront and tier are the same on every span that follows their resolution', () => {
  const before = new Set(['SELECT gateway.storefronts', 'SELECT gateway.customers', 'pg-pool.connect']);
  const values = (name: string, spans: readonly Span[]) => [
    ...new Set(spans.map(({ attributes }) => attributes[name])),
  ];
  const following = trace.spans.filter(({ service, name }) => service !== 'gateway' || !before.has(name));
  assert.deepEqual(values('shop.tenant', trace.spans), ['main']);
  assert.deepEqual(values('shop.customer_tier', following), ['silver']);
});

test('when an order ships, then every call out of a process has one CLIENT span, and it meets one SERVER span', () => {
  const calls = trace.spans.filter(({ kind, attributes }) => kind === 'client' && attributes['service.peer.name']);
  const ids = new Set(calls.map(({ spanId }) => spanId));
  assert.deepEqual(
    calls.filter(({ parentId }) => parentId && ids.has(parentId)),
    [],
    'no CLIENT span inside another',
  );
  const servers = trace.spans.filter(({ kind, parentId }) => kind === 'server' && parentId);
  const inside = calls.filter(({ attributes }) => attributes['service.peer.name'] !== 'acquirer');
  assert.deepEqual(servers.map(({ parentId }) => parentId).toSorted(), inside.map(({ spanId }) => spanId).toSorted());
  assert.equal(calls.length - inside.length, shop.toAcquirer.requests.length);
});

test('when an order ships, then SERVER and CONSUMER spans tell what their process went through meanwhile', () => {
  const load = [
    'shop.process.event_loop_delay_ms',
    'shop.process.event_loop_utilization',
    'shop.process.cpu_time_ms',
    'shop.process.gc_pause_ms',
  ];
  for (const { kind, name, attributes } of trace.spans) {
    const carries = kind === 'server' || kind === 'consumer';
    for (const attribute of load) assert.equal(typeof attributes[attribute], carries ? 'number' : 'undefined', name);
  }
});

test('when an order ships, then each statement says what it does, to which table, and how many rows it gave', () => {
  const statements = trace.spans.filter(
    ({ attributes }) => attributes['db.system.name'] && attributes['db.query.summary'],
  );
  assert.ok(statements.length > 25, String(statements.length));
  for (const { name, attributes } of statements) {
    assert.equal(attributes['db.system.name'], 'postgresql');
    assert.equal(attributes['db.query.summary'], name);
    if (/^(BEGIN|COMMIT)$/.test(name)) continue;
    assert.ok(name.endsWith(` ${attributes['db.collection.name']}`), name);
    assert.equal(typeof attributes['db.response.returned_rows'], 'number', name);
  }
});

test('when an order ships, then every process says who it is', () => {
  for (const { service, resource } of trace.spans) {
    const { attributes } = resource;
    assert.equal(attributes['service.namespace'], 'spanshop');
    assert.equal(attributes['service.version'], '0.1.0');
    assert.match(String(attributes['service.instance.id']), /^[0-9a-f-]{36}$/);
    assert.equal(attributes['deployment.environment.name'], 'demo');
    assert.equal(attributes['host.name'], hostname());
    assert.equal(attributes['telemetry.sdk.name'], 'opentelemetry');
    assert.notEqual(service, 'acquirer');
  }
  assert.equal(new Set(trace.spans.map(({ resource }) => resource.attributes['service.instance.id'])).size, 5);
});

test('when an order is paid, then nothing of ours reaches the acquirer but the capture', () => {
  assert.equal(shop.toAcquirer.requests.length, 1);
  for (const { headers, body } of shop.toAcquirer.requests) {
    assert.deepEqual(Object.keys(headers).toSorted(), [
      'accept',
      'accept-encoding',
      'connection',
      'content-length',
      'content-type',
      'host',
      'user-agent',
    ]);
    assert.deepEqual(Object.keys(JSON.parse(body)), ['reference', 'amountMinor', 'currency', 'cardToken']);
  }
});
