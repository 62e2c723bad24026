import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Receiver, received, startTraceStore, startZipkinListener } from '../../support/receivers.ts';
import { startTracedService } from '../../support/traced-service/start.ts';

const store = await startTraceStore();
const zipkin = await startZipkinListener();
after(() => Promise.all([store.close(), zipkin.close()]));

const endpoints = {
  OTEL_EXPORTER_OTLP_ENDPOINT: store.endpoint,
  OTEL_EXPORTER_ZIPKIN_ENDPOINT: zipkin.endpoint,
};

for (const [value, toStore, toZipkin, toConsole] of [
  [undefined, true, false, false],
  ['otlp', true, false, false],
  ['zipkin', false, true, false],
  ['otlp,zipkin', true, true, false],
  ['zipkin, otlp, console', true, true, true],
  ['console', false, false, true],
  ['none', false, false, false],
] as const) {
  const where = [toStore && 'the trace-store', toZipkin && 'Zipkin', toConsole && 'the console'].filter(Boolean);
  test(`when OTEL_TRACES_EXPORTER is ${value ?? 'not set'}, then spans go to ${where.join(' and ') || 'nobody'}`, async () => {
    const service = `exports-${(value ?? 'by-default').replaceAll(/[, ]+/g, '-')}`;
    const traced = await startTracedService({
      ...endpoints,
      OTEL_SERVICE_NAME: service,
      ...(value ? { OTEL_TRACES_EXPORTER: value } : {}),
    });
    await fetch(`${traced.url}/work`);
    const { code, stdout, stderr } = await traced.end();
    assert.equal(code, 0, stderr);
    for (const [receiver, expected] of [
      [store, toStore],
      [zipkin, toZipkin],
    ] as const) {
      const spans = (await receiver.spans()).filter(span => span.service === service);
      const names = spans.map(({ name }) => name.toLowerCase()).sort();
      assert.deepEqual(names, expected ? ['get /work', 'work'] : []);
      const [root, child] = spans.toSorted((a, b) => a.parentId.length - b.parentId.length);
      assert.equal(child?.parentId, root?.id);
      assert.equal(child?.traceId, root?.traceId);
    }
    assert.equal(/name: 'work'/.test(stdout), toConsole);
  });
}

test('when both exporters are on, then both get the same spans', async () => {
  const traced = await startTracedService({
    ...endpoints,
    OTEL_SERVICE_NAME: 'both',
    OTEL_TRACES_EXPORTER: 'otlp,zipkin',
  });
  for (let count = 0; count < 20; count += 1) await fetch(`${traced.url}/work`);
  await traced.end();
  const ids = async (receiver: Receiver) =>
    (await received(receiver, 40)).filter(({ service }) => service === 'both').map(({ id }) => id);
  const [one, other] = await Promise.all([ids(store), ids(zipkin)]);
  assert.equal(one.length, 40);
  assert.deepEqual(one.toSorted(), other.toSorted());
});

test('when the OTLP endpoint of traces is named by itself, then it is used as it is', async () => {
  const traced = await startTracedService({
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${store.endpoint}/v1/traces`,
    OTEL_SERVICE_NAME: 'by-traces-endpoint',
  });
  await fetch(`${traced.url}/work`);
  await traced.end();
  assert.equal((await store.spans()).filter(({ service }) => service === 'by-traces-endpoint').length, 2);
});
