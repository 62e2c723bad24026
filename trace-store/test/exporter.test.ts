import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { CompressionAlgorithm } from '@opentelemetry/otlp-exporter-base';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Attribute } from './otlp-json.ts';
import { type FoundSpan, get, spansOf } from './query-client.ts';
import { readStats, startApp } from './start-app.ts';

const app = await startApp({ maxSpans: 50_000 });
after(app.close);

for (const compression of [CompressionAlgorithm.NONE, CompressionAlgorithm.GZIP]) {
  test(`when OpenTelemetry's exporter sends with compression ${compression}, then all of a span arrives`, async () => {
    const provider = startProvider('orders', compression);
    const tracer = provider.getTracer('orders-tracer', '1.2.3');
    const root = tracer.startSpan('POST /orders', {
      kind: SpanKind.SERVER,
      attributes: { text: 'x', whole: 42, fraction: 0.5, flag: true, list: ['a', 'b'], numbers: [1, 2] },
      links: [
        { context: { traceId: '1'.repeat(32), spanId: '2'.repeat(16), traceFlags: 1 }, attributes: { why: 'batch' } },
      ],
    });
    const child = tracer.startSpan('charge', { kind: SpanKind.CLIENT }, trace.setSpan(context.active(), root));
    child.recordException(new TypeError('no card'));
    child.setStatus({ code: SpanStatusCode.ERROR, message: 'refused' });
    child.end();
    root.end();
    await provider.shutdown();

    const { traceId, spanId } = root.spanContext();
    const found = spansOf(await get(app.queryUrl, `/api/v3/traces/${traceId}`));
    const [foundRoot, foundChild] = [named(found, 'POST /orders'), named(found, 'charge')];
    assert.equal(found.length, 2);
    assert.deepEqual(foundRoot.scope, { name: 'orders-tracer', version: '1.2.3' });
    assert.deepEqual(valuesOf(foundRoot.span.attributes), {
      text: { stringValue: 'x' },
      whole: { intValue: '42' },
      fraction: { doubleValue: 0.5 },
      flag: { boolValue: true },
      list: { arrayValue: { values: [{ stringValue: 'a' }, { stringValue: 'b' }] } },
      numbers: { arrayValue: { values: [{ intValue: '1' }, { intValue: '2' }] } },
    });
    assert.equal(foundRoot.span.kind, 2);
    assert.equal(foundRoot.span.flags, 0x101);
    const [link] = foundRoot.span.links as Record<string, unknown>[];
    assert.deepEqual([link?.traceId, link?.spanId], ['1'.repeat(32), '2'.repeat(16)]);
    assert.equal(foundChild.span.parentSpanId, spanId);
    assert.deepEqual(foundChild.span.status, { code: 2, message: 'refused' });
    const [event] = foundChild.span.events as { name: string; attributes: Attribute[] }[];
    assert.equal(event?.name, 'exception');
    assert.deepEqual(valuesOf(event?.attributes)['exception.message'], { stringValue: 'no card' });
  });
}

test('when the exporter sends 20,000 spans in batches, then every one of them is stored', async () => {
  const before = await readStats(app);
  const provider = startProvider('load', CompressionAlgorithm.GZIP);
  const tracer = provider.getTracer('load');
  for (let i = 0; i < 2000; i++) {
    const root = tracer.startSpan('root');
    for (let j = 0; j < 9; j++) tracer.startSpan('child', {}, trace.setSpan(context.active(), root)).end();
    root.end();
    if (i % 100 === 99) await provider.forceFlush();
  }
  await provider.shutdown();
  const { spans, traces } = await readStats(app);
  assert.deepEqual(
    [(spans as number) - (before.spans as number), (traces as number) - (before.traces as number)],
    [20_000, 2000],
  );
});

function startProvider(serviceName: string, compression: CompressionAlgorithm): TracerProvider {
  const exporter = new OTLPTraceExporter({ url: `${app.otlpUrl}/v1/traces`, compression });
  return new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    spanProcessors: [new BatchSpanProcessor({ exporter, maxQueueSize: 16_384, maxExportBatchSize: 2048 })],
  });
}

function named(spans: FoundSpan[], name: string): FoundSpan {
  const found = spans.find(({ span }) => span.name === name);
  assert.ok(found, `no span is called ${name}`);
  return found;
}

function valuesOf(attributes: Attribute[] = []): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value]));
}
