import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startTraceStore } from '../../support/receivers.ts';
import { runTracedService, startTracedService } from '../../support/traced-service/start.ts';

const store = await startTraceStore();
after(store.close);
const traceId = '0af7651916cd43dd8448eb211c80319c';

async function answerOf(environment: Record<string, string>, path: string, headers: Record<string, string> = {}) {
  const traced = await startTracedService({ OTEL_EXPORTER_OTLP_ENDPOINT: store.endpoint, ...environment });
  const answer = await fetch(traced.url + path, { headers });
  const body = (await answer.json()) as Record<string, string>;
  const { code } = await traced.end();
  assert.equal(code, 0);
  return body;
}

for (const [value, written] of [
  [undefined, ['traceparent', 'baggage']],
  ['tracecontext', ['traceparent']],
  ['baggage', ['baggage']],
  ['b3', ['b3']],
  ['b3multi', ['x-b3-sampled', 'x-b3-spanid', 'x-b3-traceid']],
  ['tracecontext,baggage,b3', ['b3', 'baggage', 'traceparent']],
  ['none', []],
] as const) {
  test(`when OTEL_PROPAGATORS is ${value ?? 'not set'}, then ${written.join(', ') || 'nothing'} travels on`, async () => {
    const incoming = {
      traceparent: `00-${traceId}-b7ad6b7169203331-01`,
      baggage: 'shop.tenant=main',
      b3: `${traceId}-b7ad6b7169203331-1`,
      'x-b3-traceid': traceId,
      'x-b3-spanid': 'b7ad6b7169203331',
      'x-b3-sampled': '1',
    };
    const headers = await answerOf(value ? { OTEL_PROPAGATORS: value } : {}, '/headers', incoming);
    assert.deepEqual(Object.keys(headers).sort(), [...written].sort());
    const carriesTrace = written.some(name => name !== 'baggage');
    assert.equal(JSON.stringify(headers).includes(traceId), carriesTrace, 'the trace goes on');
    if (headers['baggage']) assert.equal(headers['baggage'], 'shop.tenant=main');
  });
}

for (const [value, argument, alone, underUnsampled] of [
  [undefined, undefined, true, false],
  ['always_on', undefined, true, true],
  ['always_off', undefined, false, false],
  ['traceidratio', '1', true, true],
  ['traceidratio', '0', false, false],
  ['parentbased_always_on', undefined, true, false],
  ['parentbased_always_off', undefined, false, false],
  ['parentbased_traceidratio', '1', true, false],
  ['parentbased_traceidratio', '0', false, false],
] as const) {
  const what = `${value ?? 'not set'}${argument ? `, argument ${argument}` : ''}`;
  test(`when OTEL_TRACES_SAMPLER is ${what}, then a new trace is ${alone ? '' : 'not '}exported`, async () => {
    const service = `sampled-${value ?? 'by-default'}-${argument ?? ''}`;
    const traced = await startTracedService({
      OTEL_EXPORTER_OTLP_ENDPOINT: store.endpoint,
      OTEL_SERVICE_NAME: service,
      ...(value ? { OTEL_TRACES_SAMPLER: value } : {}),
      ...(argument ? { OTEL_TRACES_SAMPLER_ARG: argument } : {}),
    });
    await fetch(`${traced.url}/work`);
    await fetch(`${traced.url}/work`, { headers: { traceparent: `00-${traceId}-b7ad6b7169203331-00` } });
    await traced.end();
    const traces = new Set((await store.spans()).filter(span => span.service === service).map(span => span.traceId));
    assert.equal(traces.has(traceId), underUnsampled);
    traces.delete(traceId);
    assert.equal(traces.size, alone ? 1 : 0);
  });
}

for (const value of ['true', 'TRUE']) {
  test(`when OTEL_SDK_DISABLED is ${value}, then the service works, untraced`, async () => {
    const body = await answerOf({ OTEL_SDK_DISABLED: value, OTEL_SERVICE_NAME: 'disabled' }, '/work');
    assert.deepEqual(body, {});
    assert.equal((await store.spans()).filter(({ service }) => service === 'disabled').length, 0);
  });
}

test('when the SDK is disabled, then a refusal names no trace, and the admin port says that there are no metrics', async () => {
  const traced = await startTracedService({ OTEL_SDK_DISABLED: 'true' });
  const refusal = (await (await fetch(`${traced.url}/nothing`)).json()) as Record<string, unknown>;
  assert.equal(refusal['status'], 404);
  assert.equal('traceId' in refusal, false);
  assert.equal((await fetch(`${traced.adminUrl}/metrics`)).status, 404);
  assert.equal((await traced.end()).code, 0);
});

for (const [name, value] of [
  ['OTEL_TRACES_EXPORTER', 'jaeger'],
  ['OTEL_TRACES_EXPORTER', 'otlp,otpl'],
  ['OTEL_TRACES_EXPORTER', ','],
  ['OTEL_PROPAGATORS', 'xray'],
  ['OTEL_TRACES_SAMPLER', 'sometimes'],
  ['OTEL_TRACES_SAMPLER_ARG', '2'],
  ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc'],
  ['OTEL_BSP_MAX_QUEUE_SIZE', 'large'],
] as const) {
  test(`when ${name} is ${value}, then the service ends at once with one clear sentence`, async () => {
    const { code, stdout, stderr, tookMs } = await runTracedService({ [name]: value });
    assert.equal(code, 1);
    assert.equal(stdout, '');
    assert.match(stderr, new RegExp(`^shared: invalid configuration: ${name}: .+\\n$`));
    assert.equal(stderr.trim().split('\n').length, 1);
    assert.ok(tookMs < 8_000, String(tookMs));
  });
}

test('when several variables are wrong, then the sentence names them all', async () => {
  const { stderr } = await runTracedService({
    OTEL_TRACES_EXPORTER: 'x',
    OTEL_TRACES_SAMPLER: 'y',
    OTEL_PROPAGATORS: 'z',
  });
  for (const name of ['OTEL_TRACES_EXPORTER: expected', 'OTEL_TRACES_SAMPLER: expected', 'OTEL_PROPAGATORS: expected'])
    assert.ok(stderr.includes(name), stderr);
});

test('when OTEL_RESOURCE_ATTRIBUTES is set, then spans carry what it says', async () => {
  await answerOf({ OTEL_RESOURCE_ATTRIBUTES: 'service.name=renamed,k8s.pod.name=pod-1' }, '/work');
  assert.equal((await store.spans()).filter(({ service }) => service === 'renamed').length, 2);
});
