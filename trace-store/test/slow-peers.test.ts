import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { makeSpan, postSpans, postTraces, text } from './otlp-json.ts';
import { type RunningApp, startApp } from './start-app.ts';

const megabyte = 1024 * 1024;
const patienceMs = 1_000;

test('when a body does not come whole in time, then its connection is closed', { timeout: 30_000 }, async context => {
  const app = await start(context, patienceMs);
  const sender = await sendPart(app, 15 * megabyte, megabyte);
  const startMs = Date.now();
  await once(sender.resume(), 'close');
  assert.ok(Date.now() - startMs < 5 * patienceMs);
});

test('when a body drips in for ever, then its connection is closed all the same', {
  timeout: 30_000,
}, async context => {
  const app = await start(context, patienceMs);
  const sender = await sendPart(app, 15 * megabyte, 1);
  const drip = setInterval(() => sender.write(' '), 50);
  context.after(() => clearInterval(drip));
  sender.on('error', () => undefined);
  await once(sender.resume(), 'close');
});

test('when many connections hold large bodies, then what is too much is told to come again, and all is well after', {
  timeout: 60_000,
}, async context => {
  const app = await start(context);
  const holders = await Promise.all(Array.from({ length: 4 }, () => sendPart(app, 15 * megabyte, 15 * megabyte - 1)));
  const body = Buffer.alloc(5 * megabyte, ' ');
  let refused: Response;
  // Until all that the holders have written has arrived there is room, and blanks are read and found not to be JSON.
  do refused = await postTraces(app.otlpUrl, body);
  while (refused.status === 400);
  assert.deepEqual([refused.status, refused.headers.get('retry-after')], [503, '1']);
  assert.match(((await refused.json()) as { message: string }).message, /on their way/);

  for (const holder of holders) holder.destroy();
  let after: Response;
  do after = await postTraces(app.otlpUrl, body);
  while (after.status === 503);
  assert.equal(after.status, 400);
  await postSpans(app.otlpUrl, 'orders', makeSpan());
});

test('when a reader takes nothing of its answer, then its connection is closed', { timeout: 60_000 }, async context => {
  const app = await start(context, patienceMs);
  for (let i = 0; i < 14; i++) {
    await postSpans(app.otlpUrl, 'orders', makeSpan({ attributes: [text('large', 'x'.repeat(megabyte))] }));
  }
  const times = 'query.startTimeMin=2020-01-01T00:00:00Z&query.startTimeMax=2100-01-01T00:00:00Z';
  const reader = connect(Number(new URL(app.queryUrl).port), '127.0.0.1').pause();
  context.after(() => reader.destroy());
  reader.on('error', () => undefined);
  const [socket] = (await once(app.queryServer, 'connection')) as [Socket];
  reader.write(`GET /api/v3/traces?${times} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  await once(socket, 'close');
  assert.ok(socket.bytesWritten > 0 && socket.bytesWritten < 14 * megabyte, `${socket.bytesWritten}`);
});

async function start(context: TestContext, patience?: number): Promise<RunningApp> {
  const app = await startApp({}, patience);
  context.after(app.close);
  return app;
}

/** Announces a body and sends less of it. */
async function sendPart(app: RunningApp, announcedBytes: number, sentBytes: number): Promise<Socket> {
  const socket = connect(Number(new URL(app.otlpUrl).port), '127.0.0.1');
  await once(socket, 'connect');
  const head = ['POST /v1/traces HTTP/1.1', 'Host: localhost', 'Content-Type: application/json'];
  socket.write(`${[...head, `Content-Length: ${announcedBytes}`].join('\r\n')}\r\n\r\n`);
  socket.write(Buffer.alloc(sentBytes, ' '));
  return socket;
}
