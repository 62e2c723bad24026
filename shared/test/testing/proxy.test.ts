import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { PeerError } from '@spanshop/shared/errors';
import { closeServer, createHttpClient, listen, portOf } from '@spanshop/shared/http';
import { clearSpans, finishedSpans, startProxy, waitForSpans } from '@spanshop/shared/testing';
import express from 'express';
import { z } from 'zod';

const seen: { traceparent: string | undefined; body: unknown }[] = [];
const app = express().post('/charges', express.json(), (request, response) => {
  seen.push({ traceparent: request.get('traceparent'), body: request.body });
  response.status(201).json({ charged: true });
});
const target = await listen(app, { host: '127.0.0.1', port: 0 });
const proxy = await startProxy(`http://127.0.0.1:${portOf(target)}`);
const client = createHttpClient({ peer: 'target', baseUrl: proxy.url, timeoutMs: 300 });
after(async () => {
  client.close();
  await proxy.close();
  await closeServer(target);
});
beforeEach(() => {
  seen.length = 0;
  proxy.reset();
  clearSpans();
});

const charge = (): Promise<unknown> =>
  client.call({ method: 'POST', path: '/charges', body: { amount: 7 }, response: z.looseObject({}) });
const failsWith = (failure: PeerError['failure']) => (error: unknown) =>
  error instanceof PeerError && error.failure === failure;

test('when nothing is disturbed, then the request passes with its trace headers and the proxy makes no span', async () => {
  assert.deepEqual(await charge(), { charged: true });
  const [clientSpan, serverSpan] = (await waitForSpans(spans => spans.length >= 2)).toSorted((a, b) => b.kind - a.kind);
  assert.equal(finishedSpans().length, 2);
  assert.equal(serverSpan?.parentSpanContext?.spanId, clientSpan?.spanContext().spanId);
  const { traceId, spanId } = clientSpan?.spanContext() ?? {};
  assert.ok(seen[0]?.traceparent?.startsWith(`00-${traceId}-${spanId}-`));
  assert.equal(proxy.requests[0]?.headers['traceparent'], seen[0]?.traceparent);
  assert.deepEqual(seen[0]?.body, { amount: 7 });
  assert.equal(proxy.requests[0]?.body, '{"amount":7}');
});

test('when a request is refused, then the target hears nothing of it', async () => {
  proxy.when('POST', /^\/charges$/, { do: 'refuse' });
  await assert.rejects(charge, failsWith('broken'));
  assert.equal(seen.length, 0);
  assert.equal(proxy.requests.length, 1);
});

test('when the proxy answers itself, then the caller gets that and the target hears nothing', async () => {
  proxy.when('POST', /^\/charges$/, { do: 'answer', status: 500, body: 'nonsense' });
  await assert.rejects(charge, failsWith('failed'));
  assert.equal(seen.length, 0);
});

test('when the answer is dropped, then the target has done its work and the caller does not know', async () => {
  proxy.when('POST', /^\/charges$/, { do: 'drop answer' });
  await assert.rejects(charge, failsWith('broken'));
  assert.equal(seen.length, 1);
});

for (const [caller, failure] of [
  ['cut off', 'broken'],
  ['waits', 'timeout'],
] as const) {
  test(`when a request is held and its caller is ${caller}, then the target hears of it at the release`, async () => {
    proxy.when('POST', /^\/charges$/, { do: 'hold', caller });
    await assert.rejects(charge, failsWith(failure));
    assert.equal(seen.length, 0);
    const answers = await proxy.release();
    assert.deepEqual(
      answers.map(({ status }) => status),
      [201],
    );
    assert.equal(seen.length, 1);
  });
}

test('when a request is delayed, then it takes that long', async () => {
  proxy.when('POST', /^\/charges$/, { do: 'delay', ms: 100 });
  const started = performance.now();
  await charge();
  assert.ok(performance.now() - started >= 99);
});

test('when a rule is for once, then the next request passes', async () => {
  proxy.when('POST', /^\/charges$/, { do: 'refuse' }, 1);
  await assert.rejects(charge, failsWith('broken'));
  await charge();
  assert.equal(seen.length, 1);
});

test('when a rule is for another method or path, then the request passes', async () => {
  proxy.when('GET', /^\/charges$/, { do: 'refuse' });
  proxy.when('POST', /^\/refunds$/, { do: 'refuse' });
  await charge();
});
