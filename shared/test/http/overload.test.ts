import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, beforeEach, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { clearSpans, waitForSpans } from '@spanshop/shared/testing';
import { Router } from 'express';
import { assertProblem } from '../support/assert-problem.ts';
import { sendRaw } from '../support/raw-request.ts';
import { serverSpans, traceIdOf } from '../support/spans.ts';
import { startApp } from '../support/start-app.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Ends the work that waits, oldest first. */
const waiting: (() => void)[] = [];
const large = 'x'.repeat(1_000_000);
const routes = Router()
  .get('/wait', (_request, response) => {
    waiting.push(() => response.json({ ok: true }));
  })
  .get('/large', (_request, response) => {
    response.send(large);
  })
  .post('/wait', (_request, response) => {
    waiting.push(() => response.json({ ok: true }));
  });
const maxRequestsInFlight = 20;
const app = await startApp(routes, { maxRequestsInFlight });
after(() => app.close());
beforeEach(clearSpans);

const requestFor = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`;
const ask = (path: string) => sendRaw(app.port, requestFor(path, 'Connection: close\r\n'));

/** @throws Error where it does not come true within 5 s */
async function until(condition: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + 5_000;
  while (!condition()) {
    if (performance.now() > giveUpAt) throw new Error(`it does not come true; ${waiting.length} requests are waiting`);
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

/** Bytes in use once garbage is collected. */
function heldBytes(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function endAll(): void {
  for (const end of waiting.splice(0)) end();
}

test('when as much is worked on as can be, then more gets 503 with Retry-After at once, and probes are answered', async () => {
  const inTime = Array.from({ length: maxRequestsInFlight }, () => ask('/wait'));
  await until(() => waiting.length === maxRequestsInFlight);
  const answer = await ask('/wait');
  const problem = assertProblem(answer, 503, 'overloaded');
  assert.equal(answer.headers['retry-after'], '1');
  const [span] = serverSpans(await waitForSpans(spans => serverSpans(spans).length === 1));
  assert.equal(problem['traceId'], traceIdOf(span));
  assert.equal((await ask('/readyz')).status, 200);
  endAll();
  for (const { status } of await Promise.all(inTime)) assert.equal(status, 200);
  const later = ask('/wait');
  await until(() => waiting.length === 1);
  endAll();
  assert.equal((await later).status, 200);
});

test('when many requests are half sent, then they keep nobody out, and whoever is whole too late gets 503', async t => {
  let begun = 0;
  const count = () => {
    begun += 1;
  };
  app.server.on('request', count);
  const head = 'POST /wait HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n';
  const sockets = Array.from({ length: maxRequestsInFlight + 1 }, () => connect(app.port, '127.0.0.1'));
  t.after(() => {
    app.server.off('request', count);
    for (const socket of sockets) socket.destroy();
  });
  const answers = sockets.map(async socket => (await once(socket.setEncoding('utf8'), 'data'))[0] as string);
  for (const socket of sockets) socket.write(`${head}Content-Length: 2\r\n\r\n{`);
  await until(() => begun === sockets.length);
  const whole = ask('/wait');
  await until(() => waiting.length === 1);
  endAll();
  assert.equal((await whole).status, 200);

  for (const socket of sockets) socket.write('}');
  assert.match(await Promise.race(answers), /^HTTP\/1\.1 503 /);
  await until(() => waiting.length === maxRequestsInFlight);
  endAll();
  const served = (await Promise.all(answers)).filter(answer => answer.startsWith('HTTP/1.1 200 '));
  assert.equal(served.length, maxRequestsInFlight);
});

test('when clients leave, then their work counts until it has ended', async () => {
  const sockets = Array.from({ length: maxRequestsInFlight }, () => connect(app.port, '127.0.0.1'));
  for (const socket of sockets) socket.write(requestFor('/wait'));
  await until(() => waiting.length === maxRequestsInFlight);
  for (const socket of sockets) socket.destroy();
  await waitForSpans(spans => serverSpans(spans).length === maxRequestsInFlight);
  assertProblem(await ask('/wait'), 503, 'overloaded');
  endAll();
  const later = ask('/wait');
  await until(() => waiting.length === 1);
  endAll();
  assert.equal((await later).status, 200);
});

test('when one connection sends more than a few requests at once, then it gets 503 and is closed, and others are served', async () => {
  const answers = sendRaw(app.port, requestFor('/wait').repeat(1_000));
  await until(() => waiting.length >= 8);
  const other = ask('/wait');
  await until(() => waiting.length === 9);
  endAll();
  assert.equal((await other).status, 200);
  const { status, body } = await answers;
  const statuses = [status, ...Array.from(body.matchAll(/HTTP\/1\.1 (\d+)/g), ([, code]) => Number(code))];
  assert.deepEqual(statuses, [...Array(8).fill(200), 503]);
  assert.match(body, /Retry-After: 1\r\n/);
  assert.match(body, /"code":"too_many_on_connection"/);
  const spans = serverSpans(await waitForSpans(all => serverSpans(all).length === 10));
  assert.equal(spans.length, 10, 'what is not looked at makes no span');
});

test('when a client pipelines and leaves, then every request has its span, and its place is free again', async () => {
  for (let round = 0; round < 4; round += 1) {
    const socket = connect(app.port, '127.0.0.1');
    socket.write(requestFor('/wait').repeat(8));
    await until(() => waiting.length === 8);
    socket.destroy();
    await once(socket, 'close');
    await waitForSpans(spans => serverSpans(spans).length === 8 * (round + 1));
    endAll();
  }
});

test('when clients ask for much and take nothing, then others are served, and memory is let go of', async () => {
  const before = process.memoryUsage().rss;
  const heldBefore = heldBytes();
  const sockets = Array.from({ length: 10 }, () => {
    const socket = connect(app.port, '127.0.0.1').pause();
    socket.on('error', () => {});
    socket.write(requestFor('/large').repeat(1_500));
    return socket;
  });
  await waitForSpans(spans => serverSpans(spans).length >= 10);
  const started = performance.now();
  assert.equal((await ask('/large')).status, 200);
  assert.ok(performance.now() - started < 2_000);
  const grownBytes = process.memoryUsage().rss - before;
  assert.ok(grownBytes < 150e6, `${grownBytes} bytes`);
  assert.ok(heldBytes() - heldBefore > 20e6, 'there is something to let go of');
  for (const socket of sockets) socket.destroy();
  await waitForSpans(spans => serverSpans(spans).length === 10 * 9 + 1);
  // What lies outside of V8's heap is let go of after the collection that found it.
  await until(() => heldBytes() - heldBefore < 5e6);
});
