import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, beforeEach, test } from 'node:test';
import { SpanStatusCode } from '@opentelemetry/api';
import { runWithDeadline } from '@spanshop/shared/deadline';
import { AppError, PeerError } from '@spanshop/shared/errors';
import { createHttpClient } from '@spanshop/shared/http';
import { clearSpans, startProxy, waitForSpans } from '@spanshop/shared/testing';
import { Router } from 'express';
import { z } from 'zod';
import { clientSpans, serverSpans } from '../support/spans.ts';
import { startApp } from '../support/start-app.ts';

let handled = 0;
const app = await startApp(
  Router()
    .get('/things/:id', (request, response) => {
      handled += 1;
      response.json({ id: request.params.id });
    })
    .get('/refused', () => {
      throw new AppError({ status: 409, code: 'busy', detail: 'Come again.', extensions: { queue: 3 } });
    })
    .get('/broken', () => {
      throw new Error('password hunter2');
    })
    .get('/moved', (_request, response) => response.redirect('/things/1'))
    .get('/large', (_request, response) => {
      response.json({ id: 'x'.repeat(5_100_000) });
    }),
);
const proxy = await startProxy(app.url);
const client = createHttpClient({ peer: 'things', baseUrl: proxy.url, timeoutMs: 1_500 });
after(async () => {
  client.close();
  await proxy.close();
  await app.close();
});
beforeEach(() => {
  handled = 0;
  proxy.reset();
  clearSpans();
});

const thing = z.object({ id: z.string() });
const get = (path: string, via = client) => via.call({ method: 'GET', path, response: thing });
async function errorOf(work: Promise<unknown>): Promise<PeerError> {
  const error = await work.then(
    () => assert.fail('the call succeeded'),
    reason => reason,
  );
  assert.ok(error instanceof PeerError, String(error));
  return error;
}
async function spanOfCall() {
  const spans = await waitForSpans(finished => clientSpans(finished).length > 0);
  assert.equal(clientSpans(spans).length, 1);
  return clientSpans(spans)[0];
}

test('when the peer answers by its contract, then that is the answer, and the span names the peer', async () => {
  const parameters = { id: 'a/b?c=ü' };
  assert.deepEqual(await client.call({ method: 'GET', path: '/things/{id}', parameters, response: thing }), parameters);
  const span = await spanOfCall();
  assert.equal(span?.name, 'GET /things/{id}');
  assert.equal(span?.attributes['service.peer.name'], 'things');
  assert.equal(span?.attributes['url.template'], '/things/{id}');
  assert.equal(span?.attributes['http.request.method'], 'GET');
  assert.equal(span?.attributes['http.response.status_code'], 200);
  assert.equal(span?.attributes['http.request.resend_count'], undefined);
  assert.equal(span?.attributes['http.response.body.size'], Buffer.byteLength(JSON.stringify(parameters)));
});

test('when the peer refuses with a problem, then nothing happened there, and its words are passed on', async () => {
  const error = await errorOf(get('/refused'));
  assert.equal(error.failure, 'refused');
  assert.equal(error.outcomeUnknown, false);
  assert.deepEqual([error.status, error.code, error.message], [409, 'busy', 'Come again.']);
  assert.deepEqual(error.extensions, { queue: 3 });
  assert.equal((await spanOfCall())?.status.code, SpanStatusCode.ERROR);
});

test('when a 4xx comes without a problem, then whether it took effect is not known', async () => {
  proxy.when('GET', /refused/, { do: 'answer', status: 404, body: 'not here' });
  assert.equal((await errorOf(get('/refused'))).failure, 'failed');
});

test('when the peer fails, then its status is known and its detail is hidden', async () => {
  const error = await errorOf(get('/broken'));
  assert.equal(error.failure, 'failed');
  assert.equal(error.peerStatus, 500);
  assert.equal(error.status, 502);
  const span = await spanOfCall();
  assert.equal(span?.attributes['error.type'], '500');
  const [server] = serverSpans(await waitForSpans(spans => serverSpans(spans).length === 1));
  assert.equal(server?.parentSpanContext?.spanId, span?.spanContext().spanId);
});

const unavailable = {
  do: 'answer',
  status: 503,
  body: { status: 503, code: 'acquirer_unavailable', detail: 'hidden', withoutEffect: true },
  headers: { 'content-type': 'application/problem+json' },
} as const;
const busy = { ...unavailable, body: { status: 503, code: 'database_unavailable', detail: 'hidden' } } as const;
const post = (via = client) => via.call({ method: 'POST', path: '/things/1', response: thing });

test('when one of our own peers says 503 and that nothing happened, then it is unavailable', async () => {
  proxy.when('POST', /things/, unavailable);
  const error = await errorOf(post());
  assert.equal(error.failure, 'unavailable');
  assert.equal(error.outcomeUnknown, false);
  assert.match(error.message, /acquirer_unavailable/);
});

test('when it says 503 and not that, then whether it took effect is not known', async () => {
  proxy.when('POST', /things/, busy);
  const error = await errorOf(post());
  assert.deepEqual([error.failure, error.status, error.outcomeUnknown], ['failed', 503, true]);
});

test('when it says 503 to a GET, which has no effect, then it is unavailable', async () => {
  proxy.when('GET', /things/, busy);
  assert.equal((await errorOf(get('/things/1'))).failure, 'unavailable');
});

test('when an outside party says the same, then whether it took effect is not known', async () => {
  proxy.when('POST', /things/, unavailable);
  const outside = createHttpClient({ peer: 'things', baseUrl: proxy.url, timeoutMs: 300, external: true });
  const error = await errorOf(post(outside));
  outside.close();
  assert.equal(error.failure, 'failed');
  assert.equal(error.outcomeUnknown, true);
});

test('when the peer redirects, then that is not followed', async () => {
  assert.equal((await errorOf(get('/moved'))).failure, 'failed');
  assert.equal(handled, 0);
});

test('when nobody listens, then the peer is unreachable and nothing happened', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise(resolve => server.close(resolve));
  const nobody = createHttpClient({ peer: 'nobody', baseUrl: `http://127.0.0.1:${port}`, timeoutMs: 300 });
  const error = await errorOf(get('/things/1', nobody));
  assert.equal(error.failure, 'unreachable');
  assert.equal(error.outcomeUnknown, false);
  const span = await spanOfCall();
  assert.equal(span?.status.code, SpanStatusCode.ERROR);
  assert.equal(span?.attributes['error.type'], 'ECONNREFUSED');
});

test('when the peer does not answer in time, then the outcome is unknown after that time', async () => {
  proxy.when('GET', /things/, { do: 'hold', caller: 'waits' });
  const startedAt = performance.now();
  const error = await errorOf(get('/things/1'));
  const tookMs = performance.now() - startedAt;
  assert.equal(error.failure, 'timeout');
  assert.equal(error.status, 504);
  assert.equal(error.outcomeUnknown, true);
  assert.ok(tookMs >= 280, String(tookMs));
  assert.equal((await spanOfCall())?.attributes['error.type'], 'timeout');
  await proxy.release();
  assert.equal(handled, 1, 'a request that timed out can still take effect');
});

test('when the deadline is nearer than the timeout, then the deadline counts', async () => {
  proxy.when('GET', /things/, { do: 'hold', caller: 'waits' });
  const patient = createHttpClient({ peer: 'things', baseUrl: proxy.url, timeoutMs: 600_000 });
  const error = await runWithDeadline(80, () => errorOf(get('/things/1', patient)));
  patient.close();
  assert.equal(error.failure, 'timeout');
});

test('when the deadline has passed, then the peer is not called', async () => {
  const error = await runWithDeadline(0, () => errorOf(get('/things/1')));
  assert.equal(error.failure, 'unreachable');
  assert.equal(proxy.requests.length, 0);
});

test('when the connection breaks before the answer, then the outcome is unknown', async () => {
  proxy.when('GET', /things/, { do: 'drop answer' });
  const error = await errorOf(get('/things/1'));
  assert.equal(error.failure, 'broken');
  assert.equal(error.outcomeUnknown, true);
  assert.equal(handled, 1);
});

for (const [what, body, headers] of [
  ['another shape', { identifier: 7 }, {}],
  ['no JSON', '<html>', {}],
  ['half of its JSON', '{"id":', {}],
  ['another type', '{"id":"1"}', { 'content-type': 'text/plain' }],
] as const) {
  test(`when the peer says 200 and answers with ${what}, then it is understood or it is nonsense`, async () => {
    proxy.when('GET', /things/, { do: 'answer', status: 200, body, headers });
    if (what === 'another type') return void assert.deepEqual(await get('/things/1'), { id: '1' });
    const error = await errorOf(get('/things/1'));
    assert.equal(error.failure, 'nonsense');
    assert.equal(error.outcomeUnknown, true);
  });
}

for (const [what, call] of [
  ['names another id', { expects: { id: '2' } }],
  ['lacks what was asked for', { expects: { id: '1', currency: 'EUR' } }],
  ['is not one to this call', { isAnswer: ({ id }: { id: string }) => id !== '1' }],
] as const) {
  test(`when an answer by the contract ${what}, then it is nonsense`, async () => {
    const error = await errorOf(client.call({ method: 'GET', path: '/things/1', response: thing, ...call }));
    assert.equal(error.failure, 'nonsense');
    assert.equal(error.outcomeUnknown, true);
  });
}

test('when an answer has what was asked for, then it is the answer', async () => {
  const asked = { expects: { id: '1' }, isAnswer: () => true };
  assert.deepEqual(await client.call({ method: 'GET', path: '/things/1', response: thing, ...asked }), { id: '1' });
});

test('when a refusal is about something else, then it is nonsense; one that does not say about what is a refusal', async () => {
  const call = (expects: object) =>
    errorOf(client.call({ method: 'GET', path: '/refused', response: thing, expects: { ...expects } }));
  assert.equal((await call({ queue: 4 })).failure, 'nonsense');
  assert.equal((await call({ queue: 3 })).failure, 'refused');
  assert.equal((await call({ id: '1' })).failure, 'refused');
});

test('when the answer is larger than 5 MB, then it is not read to its end', async () => {
  const direct = createHttpClient({ peer: 'things', baseUrl: app.url, timeoutMs: 5_000 });
  const error = await errorOf(get('/large', direct));
  direct.close();
  assert.equal(error.failure, 'broken');
  assert.match(error.message, /things/);
});
