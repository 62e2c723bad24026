import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, beforeEach, test } from 'node:test';
import { SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { remainingMs } from '@spanshop/shared/deadline';
import { createHttpClient } from '@spanshop/shared/http';
import { clearSpans, waitForSpans } from '@spanshop/shared/testing';
import { Router } from 'express';
import { z } from 'zod';
import { clientSpans, serverSpans } from '../support/spans.ts';
import { startApp } from '../support/start-app.ts';

/** What the peer has been asked for and has not answered yet. */
const asked: string[] = [];
const peer = await startApp(
  Router().all('/work', request => {
    asked.push(request.method);
  }),
);
const toPeer = createHttpClient({ peer: 'peer', baseUrl: peer.url, timeoutMs: 60_000 });
/** How much time was left to each piece of work when its call had ended. */
const leftMs: number[] = [];
const pass = (method: 'GET' | 'POST') => async () => {
  await toPeer.call({ method, path: '/work', response: z.unknown() }).finally(() => leftMs.push(remainingMs()));
};
const half = Router().get('/half', (_request, response) => {
  response.write('{"half":');
  throw new Error('too late');
});
const app = await startApp(half.get('/work', pass('GET')).post('/work', pass('POST')), {
  deadline: { timeoutMs: 1_000, trustCaller: false },
});
after(async () => {
  toPeer.close();
  await Promise.all([app.close(), peer.close()]);
});
beforeEach(() => {
  clearSpans();
  asked.length = 0;
  leftMs.length = 0;
});

async function leaveOnceAsked(method: string): Promise<void> {
  const socket = connect(app.port, '127.0.0.1');
  socket.write(`${method} /work HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n`);
  while (asked.length === 0) await new Promise(resolve => setTimeout(resolve, 5));
  socket.destroy();
}

test('when a client leaves that only reads, then its work ends, in the peer too', async () => {
  await leaveOnceAsked('GET');
  const spans = await waitForSpans(all => serverSpans(all).length === 2 && clientSpans(all).length === 1);
  assert.deepEqual(leftMs, [0]);
  // What had gone on until the deadline would be a timeout.
  assert.equal(clientSpans(spans)[0]?.attributes['error.type'], 'abandoned');
  for (const span of serverSpans(spans)) assertUnanswered(span);
});

/** No status that was never sent, and why. */
function assertUnanswered({ attributes, status, name }: ReadableSpan): void {
  assert.equal(attributes['http.response.status_code'], undefined);
  assert.equal(attributes['error.type'], 'client_disconnected');
  assert.equal(status.code, SpanStatusCode.ERROR);
  assert.match(name, / \/work$/);
}

test('when a client leaves that changes something, then the work goes on until its deadline', async () => {
  await leaveOnceAsked('POST');
  const spans = await waitForSpans(all => serverSpans(all).length === 2 && clientSpans(all).length === 1);
  assert.equal(clientSpans(spans)[0]?.attributes['error.type'], 'timeout');
  for (const span of serverSpans(spans)) assertUnanswered(span);
});

test('when an answer is cut off by an error of ours, then the span has its status and names the error, not the client', async () => {
  await assert.rejects(fetch(`${app.url}/half`).then(answer => answer.text()));
  const [span] = serverSpans(await waitForSpans(all => serverSpans(all).length === 1));
  assert.equal(span?.attributes['http.response.status_code'], 200);
  assert.equal(span?.attributes['error.type'], 'AppError');
  assert.equal(span?.status.code, SpanStatusCode.ERROR);
});
