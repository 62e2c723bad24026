import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { context, propagation, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { createAdminApp } from '@spanshop/shared/service';
import { clearSpans, finishedSpans, silentLogger, waitForSpans } from '@spanshop/shared/testing';
import request from 'supertest';
import { type RunningPayments, startPayments } from '../support/payments.ts';
import { chargeRequest } from '../support/requests.ts';
import { until } from '../support/until.ts';

const captures = /captures$/;
const resetMs = 1_500;

let payments: RunningPayments;
before(async () => {
  payments = await startPayments({
    BREAKER_MINIMUM_CALLS: '5',
    BREAKER_WINDOW_MS: '10000',
    BREAKER_RESET_MS: String(resetMs),
  });
});
beforeEach(() => {
  payments.proxy.reset();
  clearSpans();
});
after(() => payments.close());

const charge = (body = chargeRequest()) => request(payments.app).post('/charges').send(body);

/** CLIENT spans of calls to the acquirer. */
const callSpans = () => finishedSpans().filter(({ attributes }) => attributes['service.peer.name'] === 'acquirer');

test('when the acquirer is called from inside a trace with baggage, then it receives nothing of ours', async () => {
  const baggage = propagation.createBaggage({
    'shop.tenant': { value: 'main' },
    'shop.synthetic': { value: 'true' },
    'lab.fault': { value: 'none' },
  });
  await context.with(propagation.setBaggage(context.active(), baggage), async () => {
    await charge().expect(201);
  });
  assert.equal(payments.proxy.requests.length, 1);
  const spans = await waitForSpans(ended => ended.some(({ kind }) => kind === SpanKind.SERVER));
  assert.ok(spans.some(({ kind, attributes }) => kind === SpanKind.SERVER && attributes['shop.tenant'] === 'main'));
  const [received] = payments.proxy.requests;
  const names = Object.keys(received?.headers ?? {}).sort();
  assert.deepEqual(names, [
    'accept',
    'accept-encoding',
    'connection',
    'content-length',
    'content-type',
    'host',
    'user-agent',
  ]);
  assert.deepEqual(Object.keys(JSON.parse(received?.body ?? '{}')).sort(), [
    'amountMinor',
    'cardToken',
    'currency',
    'reference',
  ]);
});

test('when the acquirer is called, then there is exactly one CLIENT span, which names it, under the request', async () => {
  await charge().expect(201);
  await waitForSpans(spans => spans.some(({ kind }) => kind === SpanKind.SERVER));
  const [call, ...more] = callSpans();
  assert.deepEqual(more, []);
  assert.ok(call);
  assert.equal(call.kind, SpanKind.CLIENT);
  assert.equal(call.name, 'POST /v1/captures');
  assert.equal(call.attributes['http.response.status_code'], 201);
  assert.equal(call.attributes['http.request.resend_count'], undefined);
  const server = finishedSpans().find(span => span.spanContext().spanId === call.parentSpanContext?.spanId);
  assert.equal(server?.kind, SpanKind.SERVER);
  assert.equal(server?.attributes['http.route'], '/charges');
});

test('when the acquirer is overloaded for a moment, then the second try says that it is one', async () => {
  payments.proxy.when('POST', captures, { do: 'answer', status: 503 }, 1);
  await charge().expect(201);
  const calls = callSpans();
  assert.deepEqual(
    calls.map(({ attributes }) => attributes['http.request.resend_count']),
    [undefined, 1],
  );
});

test('when a second try reaches nobody, then what the first one did is still unknown', async t => {
  const leaving = createServer((_, response) => {
    leaving.close();
    response.writeHead(503, { connection: 'close' }).end();
  });
  await once(leaving.listen(0, '127.0.0.1'), 'listening');
  const { port } = leaving.address() as AddressInfo;
  const other = await startPayments({ ACQUIRER_URL: `http://127.0.0.1:${port}` });
  t.after(() => other.close());
  const response = await request(other.app).post('/charges').send(chargeRequest());
  assert.equal(response.status, 504);
  assert.equal(response.body.code, 'acquirer_outcome_unknown');
  const statuses = callSpans().map(({ attributes }) => attributes['http.response.status_code']);
  assert.deepEqual(statuses, [503, undefined]);
});

test('when a card passes through, then its token is on no span', async () => {
  await charge(chargeRequest({ paymentToken: 'tok_secret_card' })).expect(201);
  await charge(chargeRequest({ paymentToken: 'tok_declined' })).expect(402);
  payments.proxy.when('POST', captures, { do: 'refuse' }, 1);
  await charge(chargeRequest({ paymentToken: 'tok_secret_card' })).expect(504);
  const told = finishedSpans().map(({ name, attributes, events, status }) => ({ name, attributes, events, status }));
  assert.ok(told.length > 10);
  assert.doesNotMatch(JSON.stringify(told), /tok_/);
});

test('when the acquirer keeps failing, then calls are short-circuited until a probe finds it well', async () => {
  payments.proxy.when('POST', captures, { do: 'answer', status: 500 });
  const opened = await failUntilOpen();
  assert.equal(opened.body.code, 'acquirer_unavailable');
  assert.equal(await stateMetric(), 2);

  clearSpans();
  payments.proxy.reset();
  await charge().expect(503);
  assert.equal(payments.proxy.requests.length, 0);
  assert.deepEqual(callSpans(), []);
  const server = await waitForSpans(spans => spans.some(({ kind }) => kind === SpanKind.SERVER)).then(spans =>
    spans.find(({ kind }) => kind === SpanKind.SERVER),
  );
  assert.equal(server?.status.code, SpanStatusCode.ERROR);
  const event = server?.events.find(({ name }) => name === 'call short-circuited');
  assert.deepEqual(event?.attributes, { 'service.peer.name': 'acquirer' });

  await until(async () => (await stateMetric()) === 1);
  await charge().expect(201);
  assert.equal(await stateMetric(), 0);
});

async function failUntilOpen() {
  for (;;) {
    const response = await charge();
    if (response.status === 503) return response;
  }
}

async function stateMetric(): Promise<number> {
  const { text } = await request(createAdminApp(silentLogger())).get('/metrics');
  return Number(/^shop_circuit_state\{service_peer_name="acquirer"\} (\d)/m.exec(text)?.[1]);
}
