import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { StoreBounds } from '../src/store/span-store.ts';
import { makeExport, makeSpan, newTraceId, postSpans, postTraces, type SpanJson, text } from './otlp-json.ts';
import { get, spansOf } from './query-client.ts';
import { type RunningApp, readStats, startApp } from './start-app.ts';

test('when there are more spans than the bound, then the oldest traces go whole and it says how many', async context => {
  const app = await start(context, { maxSpans: 100 });
  const traces = Array.from({ length: 12 }, () => spansOfOneTrace(10));
  for (const spans of traces) await postSpans(app.otlpUrl, 'orders', ...spans);

  const sizes = await Promise.all(traces.map(spans => sizeOf(app, spans)));
  assert.deepEqual(sizes, [0, 0, ...Array(10).fill(10)]);
  const { spans, traces: kept, evictedTraces, evictedSpans, acceptedSpans } = await readStats(app);
  assert.deepEqual(
    { spans, kept, evictedTraces, evictedSpans, acceptedSpans },
    {
      spans: 100,
      kept: 10,
      evictedTraces: 2,
      evictedSpans: 20,
      acceptedSpans: 120,
    },
  );
});

test('when an old trace still grows, then it is as old as its first span', async context => {
  const app = await start(context, { maxSpans: 10 });
  const [old, young] = [spansOfOneTrace(5), spansOfOneTrace(4)];
  await postSpans(app.otlpUrl, 'orders', ...old.slice(0, 3));
  await postSpans(app.otlpUrl, 'orders', ...young);
  await postSpans(app.otlpUrl, 'orders', ...old.slice(3));
  await postSpans(app.otlpUrl, 'orders', ...spansOfOneTrace(2));
  assert.deepEqual([await sizeOf(app, old), await sizeOf(app, young)], [0, 4]);
});

test('when a span arrives for an evicted trace, then it is dropped, counted and told to the sender', async context => {
  const app = await start(context, { maxSpans: 10 });
  const [evicted, ...late] = spansOfOneTrace(3) as [SpanJson, SpanJson, SpanJson];
  await postSpans(app.otlpUrl, 'orders', evicted);
  for (let i = 0; i < 10; i++) await postSpans(app.otlpUrl, 'orders', makeSpan());

  const response = await postTraces(app.otlpUrl, makeExport('orders', [...late, makeSpan()]));
  const { partialSuccess } = (await response.json()) as { partialSuccess: Record<string, unknown> };
  assert.equal(response.status, 200);
  assert.equal(partialSuccess.rejectedSpans, 2);
  assert.match(String(partialSuccess.errorMessage), /evicted/);
  assert.equal(await sizeOf(app, [evicted]), 0);
  assert.equal((await readStats(app)).lateSpans, 2);
});

test('when a span comes again, then it is stored once and counted', async context => {
  const app = await start(context, {});
  const spans = spansOfOneTrace(3);
  await postSpans(app.otlpUrl, 'orders', ...spans);
  await postSpans(app.otlpUrl, 'orders', ...spans);
  await postSpans(app.otlpUrl, 'orders', spans[0] as SpanJson, spans[0] as SpanJson);
  assert.equal(await sizeOf(app, spans), 3);
  const { spans: kept, duplicateSpans, acceptedSpans } = await readStats(app);
  assert.deepEqual({ kept, duplicateSpans, acceptedSpans }, { kept: 3, duplicateSpans: 5, acceptedSpans: 3 });
});

test('when one trace outgrows half of the store, then it alone goes, and stays away', async context => {
  const app = await start(context, { maxSpans: 100 });
  const bystanders = Array.from({ length: 5 }, () => spansOfOneTrace(8));
  for (const spans of bystanders) await postSpans(app.otlpUrl, 'orders', ...spans);
  const giant = spansOfOneTrace(500);
  for (let start = 0; start < giant.length; start += 20) {
    await postTraces(app.otlpUrl, makeExport('giant', giant.slice(start, start + 20)));
  }
  assert.equal(await sizeOf(app, giant), 0);
  for (const spans of bystanders) assert.equal(await sizeOf(app, spans), 8);
  const { spans, evictedTraces, evictedSpans, lateSpans } = await readStats(app);
  assert.deepEqual([spans, evictedTraces, evictedSpans, lateSpans], [40, 1, 51, 449]);
});

test('when spans are large, then their bytes are bounded too', async context => {
  const maxBytes = 1_000_000;
  const app = await start(context, { maxBytes });
  const large = (): SpanJson => makeSpan({ attributes: [text('large', 'x'.repeat(100_000))] });
  for (let i = 0; i < 30; i++) await postSpans(app.otlpUrl, 'orders', large());
  const stats = await readStats(app);
  assert.equal(stats.spans, 9);
  assert.ok((stats.bytes as number) <= maxBytes);
  await postSpans(app.otlpUrl, 'orders', makeSpan({ attributes: [text('large', 'x'.repeat(600_000))] }));
  assert.equal((await readStats(app)).spans, 9);
});

test('when a resource is large and its span small, then the resource counts', async context => {
  const app = await start(context, { maxBytes: 1_000_000 });
  for (let i = 0; i < 30; i++) {
    const sent = makeExport('orders', [makeSpan()]);
    sent.resourceSpans[0]?.resource.attributes.push(text('large', 'x'.repeat(100_000)));
    await postTraces(app.otlpUrl, sent);
  }
  assert.equal((await readStats(app)).spans, 9);
});

test('when the last span of a service is evicted, then the service and its operations are no longer listed', async context => {
  const app = await start(context, { maxSpans: 10 });
  await postSpans(app.otlpUrl, 'forgotten', makeSpan());
  for (let i = 0; i < 10; i++) await postSpans(app.otlpUrl, 'orders', makeSpan());
  const { services } = JSON.parse((await get(app.queryUrl, '/api/v3/services')).body);
  assert.deepEqual(services, ['orders']);
  const { operations } = JSON.parse((await get(app.queryUrl, '/api/v3/operations?service=forgotten')).body);
  assert.deepEqual(operations, []);
});

test('when a million spans have passed through, then the store holds its bound', { timeout: 60_000 }, async context => {
  const { createSpanStore } = await import('../src/store/span-store.ts');
  context.diagnostic('the store alone, one span per trace');
  const store = createSpanStore({ maxSpans: 50_000, maxBytes: 1e9 });
  const origin = {
    serviceName: 's',
    resource: Buffer.alloc(0),
    resourceSchemaUrl: '',
    scope: Buffer.alloc(0),
    scopeSchemaUrl: '',
  };
  const bytes = Buffer.alloc(10);
  const common = { name: 'n', kind: 1, startUnixNano: 1n, endUnixNano: 2n, origin, bytes, chargedBytes: 10 };
  for (let i = 0; i < 1_000_000; i++) store.add({ ...common, traceId: `trace ${i}`, spanId: 'span' });
  assert.deepEqual([store.stats().spans, store.stats().evictedTraces, store.stats().bytes], [50_000, 950_000, 500_000]);
});

async function start(context: TestContext, bounds: Partial<StoreBounds>): Promise<RunningApp> {
  const app = await startApp(bounds);
  context.after(app.close);
  return app;
}

function spansOfOneTrace(count: number): SpanJson[] {
  const traceId = newTraceId();
  return Array.from({ length: count }, () => makeSpan({ traceId }));
}

async function sizeOf(app: RunningApp, [span]: SpanJson[]): Promise<number> {
  return spansOf(await get(app.queryUrl, `/api/v3/traces/${span?.traceId}`)).length;
}
