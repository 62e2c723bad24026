import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { SpanKind } from '@opentelemetry/api';
import { createHttpClient } from '@spanshop/shared/http';
import { clearSpans, type Disturbance, finishedSpans, silentLogger } from '@spanshop/shared/testing';
import request from 'supertest';
import { type AcquirerClient, createAcquirerClient } from '../../src/clients/acquirer-client.ts';
import { settleOpenCharges } from '../../src/domain/settle-open-charges.ts';
import { createChargesRepository } from '../../src/store/charges-repository.ts';
import { assertLedgersAgree } from '../support/ledgers.ts';
import { type RunningPayments, startPayments } from '../support/payments.ts';
import { chargeRequest } from '../support/requests.ts';
import { until } from '../support/until.ts';

const captures = /captures$/;
const reversals = /reversal$/;

let payments: RunningPayments;
let acquirer: AcquirerClient;
before(async () => {
  payments = await startPayments({ BREAKER_MINIMUM_CALLS: '1000' });
  const http = createHttpClient({ peer: 'acquirer', baseUrl: payments.proxy.url, timeoutMs: 2_000, external: true });
  const breaker = { errorPercent: 50, windowMs: 10_000, minimumCalls: 1_000, resetMs: 5_000 };
  acquirer = createAcquirerClient(http, { ...breaker, logger: silentLogger() });
});
beforeEach(() => payments.proxy.reset());
afterEach(() => assertLedgersAgree(payments.auditor));
after(async () => {
  acquirer.close();
  await payments.close();
});

/** One pass, for which every open charge is due. */
const pass = () => settleOpenCharges({ charges: createChargesRepository(payments.database, 0), acquirer });

async function chargeWithoutAnswer(disturbance: Disturbance): Promise<string> {
  const body = chargeRequest();
  payments.proxy.when('POST', captures, disturbance, 1);
  await request(payments.app).post('/charges').send(body).expect(504);
  return body.orderId;
}

test('when the answer to a capture was lost, then a pass settles the charge', async () => {
  const orderId = await chargeWithoutAnswer({ do: 'drop answer' });
  assert.deepEqual(await pass(), { open: 1, settled: 1 });
  assert.equal((await payments.stored(orderId))?.status, 'charged');
});

test('when a charge never arrived at the acquirer, then a pass voids it there and here', async () => {
  const orderId = await chargeWithoutAnswer({ do: 'hold', caller: 'cut off' });
  assert.deepEqual(await pass(), { open: 1, settled: 1 });
  assert.deepEqual(await payments.stored(orderId), { status: 'voided', reversalPending: false });
  const [late] = await payments.proxy.release();
  assert.equal(late?.status, 409);
  assert.equal(await payments.captured(orderId), 'reversed');
});

test('when a reversal is pending, then passes go on until the acquirer confirms it', async () => {
  const body = chargeRequest();
  await request(payments.app).post('/charges').send(body).expect(201);
  payments.proxy.when('POST', reversals, { do: 'refuse' }, 2);
  await request(payments.app).post(`/charges/${body.orderId}/void`).expect(503);
  assert.deepEqual(await pass(), { open: 1, settled: 0 });
  assert.deepEqual(await pass(), { open: 1, settled: 1 });
  assert.equal(await payments.captured(body.orderId), 'reversed');
  assert.deepEqual(await pass(), { open: 0, settled: 0 });
});

test('when more is open than a pass takes, then the next one goes on', async () => {
  for (let n = 0; n < 12; n += 1) await chargeWithoutAnswer({ do: 'drop answer' });
  assert.deepEqual(await pass(), { open: 10, settled: 10 });
  assert.deepEqual(await pass(), { open: 2, settled: 2 });
});

test('when a pass finds something, then it is a trace of its own that shows what was settled', async () => {
  const orderId = await chargeWithoutAnswer({ do: 'drop answer' });
  clearSpans();
  await pass();
  const spans = finishedSpans();
  const root = spans.find(({ name }) => name === 'settle open charges');
  assert.ok(root);
  assert.equal(root.parentSpanContext, undefined);
  assert.deepEqual(root.links, []);
  const inTrace = spans.filter(span => span.spanContext().traceId === root.spanContext().traceId);
  const settled = inTrace.find(({ name }) => name === 'settle charge');
  assert.equal(settled?.attributes['shop.order.id'], orderId);
  assert.equal(settled?.parentSpanContext?.spanId, root.spanContext().spanId);
  const asked = inTrace.filter(({ kind, name }) => kind === SpanKind.CLIENT && name.startsWith('GET '));
  assert.deepEqual(
    asked.map(({ name }) => name),
    ['GET /v1/captures/{reference}'],
  );
});

test('when a pass finds nothing, then it leaves no span', async () => {
  clearSpans();
  await pass();
  assert.deepEqual(
    finishedSpans().map(({ name }) => name),
    [],
  );
});

test('when the service has started, then passes come by themselves until it stops', async t => {
  const running = await startPayments({
    ACQUIRER_TIMEOUT_MS: '800',
    REQUEST_TIMEOUT_MS: '900',
    SETTLE_AFTER_MS: '1000',
    SETTLE_INTERVAL_MS: '20',
  });
  t.after(() => running.close());
  const body = chargeRequest();
  running.proxy.when('POST', captures, { do: 'drop answer' }, 1);
  await request(running.app).post('/charges').send(body).expect(504);
  await running.service.start?.();
  await until(async () => (await running.stored(body.orderId))?.status === 'charged');
  await running.service.stop?.();
});
