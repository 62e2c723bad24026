import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkOut, checkoutBody, declinedToken, get, orderIdOf, post } from '../support/requests.ts';
import { type ProcessShop, startProcesses } from '../support/start-processes.ts';
import { until } from '../support/until.ts';

/** What a card page, a careless caller or an attacker could send along; none of it belongs on a span or in a log. */
const cardToken = 'tok_4929123412341234';
const secrets = {
  'a card token': cardToken,
  'the declined token': declinedToken,
  'a card number': '4929123412341234',
  'an e-mail address': 'jane.doe@example.org',
  'a name': 'Jane Doe',
  'an Authorization header': 'Bearer s3cr3t-of-jane',
  'a cookie': 'session=s3cr3t-cookie',
  'a forwarded address': '203.0.113.8',
  'a database password': 'demo-only',
  'a fault': 'lab.fault',
  "a fault's target": 'missing-index-of-the-lab',
};

let shop: ProcessShop;
let spans: string;
before(async () => {
  shop = await startProcesses();
  await allKindsOfOrders();
  spans = await until(
    'the spans',
    allSpans,
    found => /process order\.confirmed/.test(found) && /cancel order/.test(found),
  );
});
after(() => shop.close());

async function allKindsOfOrders(): Promise<void> {
  const headers = {
    authorization: secrets['an Authorization header'],
    cookie: secrets['a cookie'],
    forwarded: `for=${secrets['a forwarded address']}`,
    'x-forwarded-for': secrets['a forwarded address'],
    baggage: 'lab.fault=missing-index-of-the-lab,shop.synthetic=steady:order:1,email=jane.doe%40example.org',
  };
  const order = (differences: object) =>
    checkOut(shop.gatewayUrl, { ...checkoutBody({ paymentToken: cardToken }), ...differences }, undefined, headers);

  const confirmed = await order({});
  assert.equal(confirmed.status, 201);
  const location = `${shop.gatewayUrl}/orders/${orderIdOf(confirmed)}`;
  const careless = new URLSearchParams({ limit: '1', email: secrets['an e-mail address'], token: cardToken });
  assert.equal((await get(`${shop.gatewayUrl}/products?${careless}`)).status, 400);
  await until(
    'the shipment',
    () => get(location),
    ({ data }) => data.status === 'shipped',
  );
  const others = [
    await order({ paymentToken: declinedToken }),
    await order({ items: [{ sku: 'sku-9999', quantity: 1 }] }),
    await order({ paymentToken: cardToken, customerId: secrets['an e-mail address'] }),
    await order({ paymentToken: cardToken, name: secrets['a name'] }),
    await order({ paymentToken: `${cardToken} ${secrets['a name']}` }),
  ];
  assert.deepEqual(
    others.map(({ status }) => status),
    [402, 422, 400, 400, 400],
  );
  shop.toAcquirer.when('POST', /^\/v1\/captures$/, { do: 'answer', status: 500, body: cardToken }, 1);
  assert.equal((await order({})).status, 202);
  shop.toAcquirer.when('POST', /^\/v1\/captures$/, { do: 'answer', status: 200, body: `<b>${cardToken}</b>` }, 1);
  assert.equal((await order({})).status, 202);
  await cancelOne(order);
}

/** Shipping is quick; sooner or later a cancellation is quicker. */
async function cancelOne(order: (differences: object) => ReturnType<typeof checkOut>): Promise<void> {
  const cancelled = async () => {
    const { data } = await order({});
    return (await post(`${shop.gatewayUrl}/orders/${data.id}/cancel`)).status;
  };
  await until('a cancellation in time', cancelled, status => status === 200);
}

async function allSpans(): Promise<string> {
  const query = new URLSearchParams({
    'query.start_time_min': new Date(Date.now() - 600_000).toISOString(),
    'query.start_time_max': new Date(Date.now() + 60_000).toISOString(),
    'query.num_traces': '1000',
  });
  const answer = await fetch(`${shop.traceStoreUrl}/api/v3/traces?${query}`);
  assert.equal(answer.status, 200);
  return answer.text();
}

test('when orders of all kinds were placed, then the search for secrets finds what is there', () => {
  for (const known of ['cus-0042', 'shop.synthetic', 'payment_declined', 'unknown_product', 'payments_failed']) {
    assert.ok(spans.includes(known), `${known} is on a span`);
  }
  const log = shop.log().join('\n');
  for (const known of ['order handled', 'invalid_request', 'trace_id'])
    assert.ok(log.includes(known), `${known} is in a log`);
});

for (const [name, value] of Object.entries(secrets)) {
  test(`when orders of all kinds were placed, then ${name} is on no span and in no log`, () => {
    const encoded = [value, encodeURIComponent(value), Buffer.from(value).toString('base64').replace(/=+$/, '')];
    const lines = [...spans.split('\n'), ...shop.log()];
    for (const secret of encoded) {
      const found = lines.find(line => line.includes(secret));
      const place = found?.indexOf(secret) ?? 0;
      assert.equal(found?.slice(Math.max(place - 150, 0), place + 60), undefined);
    }
  });
}

test('when orders of all kinds were placed, then every log line is JSON of a known service and warnings name their trace', () => {
  for (const line of shop.log().filter(line => line.startsWith('{') && line.includes('"level"'))) {
    const { service, level, trace_id: traceId, msg, status } = JSON.parse(line);
    assert.ok(['gateway', 'orders', 'inventory', 'payments', 'fulfillment', 'acquirer'].includes(service), line);
    if (status !== undefined && service !== 'acquirer')
      assert.match(String(traceId), /^[0-9a-f]{32}$/, `${level} ${msg}`);
  }
});
