import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { runWithDeadline } from '@spanshop/shared/deadline';
import { PeerError } from '@spanshop/shared/errors';
import { createHttpClient } from '@spanshop/shared/http';
import { clearSpans, type Disturbance, startProxy, waitForSpans } from '@spanshop/shared/testing';
import { Router } from 'express';
import { z } from 'zod';
import { clientSpans } from '../support/spans.ts';
import { startApp } from '../support/start-app.ts';

const app = await startApp(
  Router().get('/things', (_request, response) => {
    response.json({ ok: true });
  }),
);
const proxy = await startProxy(app.url);
const client = createHttpClient({ peer: 'things', baseUrl: proxy.url, timeoutMs: 1_500 });
const nobody = createHttpClient({ peer: 'things', baseUrl: 'http://127.0.0.1:1', timeoutMs: 300 });
after(async () => {
  client.close();
  await proxy.close();
  await app.close();
});
beforeEach(() => {
  proxy.reset();
  clearSpans();
});

const call = { method: 'GET', path: '/things', response: z.object({}) } as const;
const get = (attempts: number | undefined, via = client) => via.call({ ...call, ...(attempts ? { attempts } : {}) });
const resendCounts = async (count: number) =>
  clientSpans(await waitForSpans(spans => clientSpans(spans).length === count)).map(
    span => span.attributes['http.request.resend_count'],
  );

test('when the peer says 503 twice and may be asked three times, then the third answer counts', async () => {
  proxy.when('GET', /things/, { do: 'answer', status: 503 }, 2);
  await get(3);
  assert.equal(proxy.requests.length, 3);
  assert.deepEqual(await resendCounts(3), [undefined, 1, 2]);
});

test('when the peer goes on saying 503, then the tries are counted and the last failure is told', async () => {
  proxy.when('GET', /things/, { do: 'answer', status: 503 });
  await assert.rejects(get(2), (error: PeerError) => error.failure === 'failed' && error.peerStatus === 503);
  assert.equal(proxy.requests.length, 2);
});

test('when nobody can be reached, then it is tried as often as allowed', async () => {
  await assert.rejects(get(3, nobody), (error: PeerError) => error.failure === 'unreachable');
  assert.deepEqual(await resendCounts(3), [undefined, 1, 2]);
});

test('when it is tried a thousand times without a pause, then no pause is any other number', async t => {
  const warnings: string[] = [];
  const warned = ({ message }: Error) => warnings.push(message);
  process.on('warning', warned);
  t.after(() => process.off('warning', warned));
  await assert.rejects(nobody.call({ ...call, attempts: 1_030, pauseMs: 0 }), PeerError);
  assert.equal((await resendCounts(1_030)).at(-1), 1_029);
  assert.deepEqual(warnings, []);
});

test('when a call is not said to be repeatable, then it is sent once', async () => {
  proxy.when('GET', /things/, { do: 'answer', status: 503 });
  await assert.rejects(get(undefined), PeerError);
  assert.equal(proxy.requests.length, 1);
});

for (const [what, disturbance] of [
  ['says 500', { do: 'answer', status: 500 }],
  ['refuses', { do: 'answer', status: 429, body: { status: 429, code: 'slow', detail: 'x' } }],
  ['breaks the connection', { do: 'drop answer' }],
  ['answers nonsense', { do: 'answer', status: 200, body: '[' }],
  ['lets us wait', { do: 'hold', caller: 'waits' }],
] satisfies [string, Disturbance][]) {
  test(`when the peer ${what}, then the call is not repeated, whatever is allowed`, async () => {
    proxy.when('GET', /things/, disturbance);
    await assert.rejects(get(3), PeerError);
    assert.equal(proxy.requests.length, 1);
  });
}

test('when the deadline passes between two tries, then there is no further one', async () => {
  proxy.when('GET', /things/, { do: 'answer', status: 503 });
  await assert.rejects(
    runWithDeadline(60, () => get(100)),
    PeerError,
  );
  assert.ok(proxy.requests.length < 4, String(proxy.requests.length));
});
