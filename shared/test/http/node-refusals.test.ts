import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { after, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { SpanKind } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { traceResponse } from '@spanshop/shared/telemetry';
import { clearSpans, waitForSpans } from '@spanshop/shared/testing';
import { Router } from 'express';
import { assertProblem } from '../support/assert-problem.ts';
import { sendRaw } from '../support/raw-request.ts';
import { serverSpans, spanIdOf, traceIdOf } from '../support/spans.ts';
import { startApp } from '../support/start-app.ts';

const routes = Router()
  .get('/', (_request, response) => {
    response.json({ ok: true });
  })
  .get('/later', async (_request, response) => {
    await sleep(50);
    response.json({ ok: true });
  });
const app = await startApp(routes, { before: [traceResponse] });
after(() => app.close());
beforeEach(clearSpans);

const large = 'x'.repeat(20_000);
for (const [what, bytes, status, code] of [
  ['garbage', 'one two three four\r\n\r\n', 400, 'malformed_request'],
  ['a TLS hello', '\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n', 400, 'malformed_request'],
  ['a header without a name', 'GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n', 400, 'malformed_request'],
  [
    'two lengths that disagree',
    'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
    400,
    'malformed_request',
  ],
  [
    'a length and chunks, as smugglers do',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
    'malformed_request',
  ],
  ['huge headers', `GET / HTTP/1.1\r\nHost: x\r\nX-Large: ${large}\r\n\r\n`, 431, 'headers_too_large'],
  ['a huge URL', `GET /${large} HTTP/1.1\r\nHost: x\r\n\r\n`, 431, 'headers_too_large'],
  [
    'an address that cannot be read',
    'GET http://[::1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    400,
    'malformed_target',
  ],
  ['no Host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'missing_host'],
] as const) {
  test(`when a request is ${what}, then ${status} as a problem that names a trace which exists`, async () => {
    const answer = await sendRaw(app.port, bytes);
    const problem = assertProblem(answer, status, code);
    const [span] = serverSpans(await waitForSpans(spans => serverSpans(spans).length === 1));
    assert.equal(problem['traceId'], traceIdOf(span));
    assert.equal(span?.kind, SpanKind.SERVER);
    assert.equal(span?.attributes['http.response.status_code'], status);
    assert.equal(span?.status.code, 0);
    assert.equal(span?.parentSpanContext, undefined);
    const name = `00-${traceIdOf(span)}-${spanIdOf(span)}-`;
    assert.ok(answer.headers['traceresponse']?.startsWith(name), answer.headers['traceresponse']);
    assert.ok(answer.headers['server-timing']?.startsWith(`trace;desc=${name}`));
    assert.equal(answer.headers['connection'], 'close');
  });
}

for (const [what, bytes] of [
  ['its header', 'POST / HTTP/1.1\r\nHost: localhost\r\n'],
  ['its body', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{'],
] as const) {
  test(`when a request does not come whole because ${what} never ends, then 408 as a problem that names a trace which exists`, async t => {
    const impatient = await startApp(routes, { before: [traceResponse], requestTimeoutMs: 200 });
    t.after(() => impatient.close());
    const answer = await sendRaw(impatient.port, bytes);
    const problem = assertProblem(answer, 408, 'request_timeout');
    const refused = ({ attributes }: ReadableSpan) => attributes['http.response.status_code'] === 408;
    const span = (await waitForSpans(spans => spans.some(refused))).find(refused);
    assert.equal(problem['traceId'], traceIdOf(span));
    assert.equal(span?.attributes['error.type'], 'ERR_HTTP_REQUEST_TIMEOUT');
  });
}

test('when a client ignores its 408, then its connection is closed all the same', { timeout: 10_000 }, async t => {
  const impatient = await startApp(routes, { requestTimeoutMs: 200 });
  t.after(() => impatient.close());
  const accepted = once(impatient.server, 'connection');
  const client = connect({ port: impatient.port, host: '127.0.0.1', allowHalfOpen: true });
  client.on('error', () => {}).write('POST / HTTP/1.1\r\nHost: localhost\r\n');
  const [socket] = (await accepted) as [Socket];
  await once(socket, 'close');
  client.destroy();
});

test('when nonsense follows a good request on its connection, then the good one is answered first', async () => {
  const answers = await sendRaw(app.port, 'GET /later HTTP/1.1\r\nHost: localhost\r\n\r\none two three\r\n\r\n');
  assert.equal(answers.status, 200);
  assert.match(answers.body, /\{"ok":true\}HTTP\/1\.1 400 Bad Request\r\n/);
});

test('when a request comes too slowly, then it is refused at its time, not at twice that', async t => {
  const requestTimeoutMs = 3_000;
  const impatient = await startApp(routes, { requestTimeoutMs });
  t.after(() => impatient.close());
  const started = performance.now();
  assert.equal((await sendRaw(impatient.port, 'GET / HTTP/1.1\r\nHost: localhost\r\n')).status, 408);
  const tookMs = performance.now() - started;
  assert.ok(tookMs > requestTimeoutMs * 0.9 && tookMs < requestTimeoutMs * 1.5, `${tookMs} ms`);
});

test('when a request of HTTP/1.0 has no Host, then it is served', async () => {
  assert.equal((await sendRaw(app.port, 'GET / HTTP/1.0\r\n\r\n')).status, 200);
});

test('when a request expects what nobody knows, then it is served all the same', async () => {
  const answer = await sendRaw(
    app.port,
    'GET / HTTP/1.1\r\nHost: localhost\r\nExpect: a-miracle\r\nConnection: close\r\n\r\n',
  );
  assert.equal(answer.status, 200);
  const [span] = serverSpans(await waitForSpans(spans => serverSpans(spans).length === 1));
  assert.ok(answer.headers['traceresponse']?.includes(String(traceIdOf(span))));
});

test('when a client goes away in the middle of a request, then the next one is served', async () => {
  const socket = connect(app.port, '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\nContent-Type: application/json\r\n\r\n{');
  await new Promise(resolve => setTimeout(resolve, 50));
  socket.resetAndDestroy();
  assert.equal((await sendRaw(app.port, 'GET / HTTP/1.0\r\n\r\n')).status, 200);
});
