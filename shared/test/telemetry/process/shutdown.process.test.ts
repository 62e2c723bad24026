import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createHttpServer, type Server } from 'node:http';
import { type AddressInfo, connect, createServer } from 'node:net';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSilentCollector, startTraceStore } from '../../support/receivers.ts';
import { runTracedService, startTracedService } from '../../support/traced-service/start.ts';

const store = await startTraceStore();
const silent = await startSilentCollector();
after(async () => {
  silent.close();
  await store.close();
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`when ${signal} comes while requests run, then they are answered and all of their spans arrive`, async () => {
    const service = `ends-by-${signal}`;
    const traced = await startTracedService({
      OTEL_EXPORTER_OTLP_ENDPOINT: store.endpoint,
      OTEL_SERVICE_NAME: service,
      // Nothing is sent before the end, so that all of it is still in flight then.
      OTEL_BSP_SCHEDULE_DELAY: '60000',
    });
    for (let count = 0; count < 100; count += 1) await fetch(`${traced.url}/work`);
    const running = Array.from({ length: 20 }, () => fetch(`${traced.url}/work?ms=600`));
    await sleep(300);
    const { code, tookMs, stderr } = await traced.end(signal);
    assert.equal(code, 0, stderr);
    assert.ok(tookMs < 5_000, String(tookMs));
    for (const answer of await Promise.all(running)) assert.equal(answer.status, 200);
    const spans = (await store.spans()).filter(span => span.service === service);
    assert.equal(spans.filter(({ name }) => name === 'work').length, 120);
    assert.equal(spans.filter(({ name }) => name === 'GET /work').length, 120);
  });
}

for (const [what, endpoint] of [
  ['no collector listens', 'http://127.0.0.1:1'],
  ['the collector never answers', silent.endpoint],
] as const) {
  test(`when ${what}, then the service ends within 10 s and says that it could not flush`, async () => {
    const traced = await startTracedService({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
    for (let count = 0; count < 10; count += 1) assert.equal((await fetch(`${traced.url}/work`)).status, 200);
    const { tookMs, stdout, stderr } = await traced.end();
    assert.ok(tookMs < 10_000, String(tookMs));
    assert.match(stdout + stderr, /telemetry|export|ECONNREFUSED/i);
  });
}

test('when a request is stuck, then it is cut off in time for all that is done to be flushed', async () => {
  const service = 'ends-with-a-stuck-request';
  const timeoutMs = 4_000;
  const traced = await startTracedService({
    OTEL_EXPORTER_OTLP_ENDPOINT: store.endpoint,
    OTEL_SERVICE_NAME: service,
    OTEL_BSP_SCHEDULE_DELAY: '60000',
    SHUTDOWN_TIMEOUT_MS: String(timeoutMs),
  });
  for (let count = 0; count < 100; count += 1) await fetch(`${traced.url}/work`);
  const stuck = fetch(`${traced.url}/work?ms=60000`).then(
    () => 'answered',
    () => 'cut off',
  );
  await sleep(300);
  const { code, tookMs, stdout } = await traced.end();
  assert.equal(code, 1);
  assert.ok(tookMs < timeoutMs + 1_000, String(tookMs));
  assert.match(stdout, /"step":"drain"/);
  assert.equal(await stuck, 'cut off');
  const spans = (await store.spans()).filter(span => span.service === service);
  assert.equal(spans.filter(({ name }) => name === 'work').length, 100);
});

test('when one backend refuses what is left at the end, then the other one still gets it, as late as it can take it', async t => {
  const answers = [503, 200];
  const seen: number[] = [];
  const busy = createHttpServer((request, response) => {
    const status = answers.shift() ?? 200;
    request.resume().on('end', () => {
      seen.push(status);
      response.writeHead(status).end();
    });
  }).listen(0, '127.0.0.1');
  const refusing = createHttpServer((_request, response) => response.writeHead(400).end()).listen(0, '127.0.0.1');
  await Promise.all([once(busy, 'listening'), once(refusing, 'listening')]);
  t.after(() => [busy, refusing].map(server => server.close()));
  const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const traced = await startTracedService({
    OTEL_TRACES_EXPORTER: 'otlp,zipkin',
    OTEL_EXPORTER_OTLP_ENDPOINT: urlOf(busy),
    OTEL_EXPORTER_ZIPKIN_ENDPOINT: `${urlOf(refusing)}/api/v2/spans`,
    OTEL_BSP_SCHEDULE_DELAY: '60000',
  });
  await fetch(`${traced.url}/work`);
  const { code } = await traced.end();
  assert.deepEqual([code, seen], [1, [503, 200]]);
});

test('when the end comes during a request, then no new one is accepted', async () => {
  const traced = await startTracedService({ OTEL_TRACES_EXPORTER: 'none' });
  const running = fetch(`${traced.url}/work?ms=800`);
  await sleep(200);
  const ending = traced.end();
  await sleep(300);
  await assert.rejects(fetch(`${traced.url}/work`));
  assert.equal((await running).status, 200);
  assert.equal((await ending).code, 0);
});

test('when a connection is open that has sent nothing, then the service ends without cutting anything off', async t => {
  const traced = await startTracedService({ OTEL_TRACES_EXPORTER: 'none' });
  const spare = connect(Number(new URL(traced.url).port), '127.0.0.1');
  t.after(() => spare.destroy());
  await once(spare, 'connect');
  // Connections are accepted in their order: the spare one was before this is answered.
  assert.equal((await fetch(`${traced.url}/work`)).status, 200);
  const { code, stdout } = await traced.end();
  assert.doesNotMatch(stdout, /shutdown step failed/);
  assert.equal(code, 0);
});

test('when the port is taken, then one sentence says so and the exit code is 1', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const { code, stderr } = await runTracedService({ PORT: String(port), OTEL_TRACES_EXPORTER: 'none' });
  other.close();
  assert.equal(code, 1);
  assert.equal(stderr, `traced: port ${port} on 127.0.0.1 is already in use\n`);
});
