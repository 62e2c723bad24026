import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { type TestContext, test } from 'node:test';
import { backendTools, startBackends } from '@spanshop/local/backends';
import { freePorts } from '@spanshop/local/ports';
import { realTools, scratchFolder } from '@spanshop/local/testing';
import { fullName } from '@spanshop/local/tools';
import { isInJaeger, sendTrace, until } from './support/spans.ts';

const { skip, pathOf } = await realTools('jaeger', 'collector', 'zipkin');
const paths = () => ({ jaeger: pathOf('jaeger'), zipkin: pathOf('zipkin'), collector: pathOf('collector') });

function allPorts() {
  return freePorts('otlp', 'jaegerOtlp', 'jaegerQuery', 'zipkin', 'collectorHealth', 'collectorMetrics');
}

async function start(t: TestContext, options: Pick<Parameters<typeof startBackends>[0], 'choice' | 'direct'>) {
  const ports = await allPorts();
  const backends = await startBackends({ ...options, paths: paths(), ports, folder: scratchFolder(t) });
  t.after(() => backends.stop());
  return { backends, ports };
}

test('when Jaeger is chosen, then services are told the Collector before it', { skip }, async t => {
  const { backends, ports } = await start(t, { choice: 'jaeger', direct: false });
  assert.deepEqual(backends.telemetry, {
    OTEL_TRACES_EXPORTER: 'otlp',
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${ports.otlp}`,
  });
  assert.deepEqual(
    backends.processes.map(({ name }) => name.split(' ')[0]),
    ['OpenTelemetry', 'Jaeger'],
  );
  assert.equal(backends.zipkin, undefined);
  await backends.ready;
  const traceId = await sendTrace(`http://127.0.0.1:${ports.otlp}`);
  await until('the span is in Jaeger', () => isInJaeger(backends.jaeger?.query ?? '', traceId));
});

test('when both are to be reached directly, then services are told each, and no Collector runs', { skip }, async t => {
  const { backends, ports } = await start(t, { choice: 'both', direct: true });
  assert.deepEqual(backends.telemetry, {
    OTEL_TRACES_EXPORTER: 'otlp,zipkin',
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${ports.otlp}`,
    OTEL_EXPORTER_ZIPKIN_ENDPOINT: `http://127.0.0.1:${ports.zipkin}/api/v2/spans`,
  });
  assert.equal(backends.processes.length, 2);
});

test('when Zipkin alone is chosen directly, then services speak only its format', { skip }, async t => {
  const { backends, ports } = await start(t, { choice: 'zipkin', direct: true });
  assert.deepEqual(backends.telemetry, {
    OTEL_TRACES_EXPORTER: 'zipkin',
    OTEL_EXPORTER_ZIPKIN_ENDPOINT: `http://127.0.0.1:${ports.zipkin}/api/v2/spans`,
  });
});

test('when one of them ends, then it is told which', { skip }, async t => {
  const { backends } = await start(t, { choice: 'jaeger', direct: false });
  await backends.ready;
  backends.processes.at(-1)?.kill();
  const { name, signal } = await backends.ended;
  assert.deepEqual({ name, signal }, { name: fullName('jaeger'), signal: 'SIGKILL' });
});

test('when a port of the last is in use, then the first, which had started, is ended', { skip }, async t => {
  const ports = await allPorts();
  const server = createServer().listen(ports.collectorHealth, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const options = { choice: 'jaeger', direct: false, paths: paths(), ports, folder: scratchFolder(t) } as const;
  await assert.rejects(startBackends(options), { name: 'SentenceError', message: /already in use/ });
  const again = createServer().listen(ports.jaegerQuery, '127.0.0.1');
  await once(again, 'listening');
  again.close();
});

test('when a choice is made, then it says which tools it needs', () => {
  assert.deepEqual(backendTools('both', false), ['jaeger', 'zipkin', 'collector']);
  assert.deepEqual(backendTools('zipkin', true), ['zipkin']);
});
