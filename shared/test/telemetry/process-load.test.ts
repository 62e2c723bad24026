import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { SpanKind, trace } from '@opentelemetry/api';
import { clearSpans, waitForSpans } from '@spanshop/shared/testing';
import { Router } from 'express';
import { serverSpans } from '../support/spans.ts';
import { startApp } from '../support/start-app.ts';

/** Works for so many milliseconds of processor time, which other processes cannot take away. */
function block(ms: number): void {
  const { user, system } = process.threadCpuUsage();
  while (process.threadCpuUsage().user + process.threadCpuUsage().system < user + system + ms * 1_000);
}

const app = await startApp(
  Router()
    .get('/block', (_request, response) => {
      block(200);
      response.json({});
    })
    .get('/idle', async (_request, response) => {
      await sleep(200);
      response.json({});
    })
    .get('/wait-for-others', async (_request, response) => {
      setTimeout(block, 40, 150);
      await sleep(250);
      response.json({});
    })
    .get('/garbage', (_request, response) => {
      const kept: unknown[] = [];
      for (let count = 0; count < 300_000; count += 1) kept[count % 1_000] = { count, text: `n${count}` };
      setTimeout(() => response.json({ kept: kept.length }), 20);
    }),
);
after(() => app.close());
beforeEach(clearSpans);

async function loadOf(path: string) {
  await fetch(app.url + path).then(answer => answer.text());
  const [span] = serverSpans(await waitForSpans(spans => serverSpans(spans).length > 0));
  const value = (name: string) => span?.attributes[name] as number;
  return {
    delayMs: value('shop.process.event_loop_delay_ms'),
    utilization: value('shop.process.event_loop_utilization'),
    cpuMs: value('shop.process.cpu_time_ms'),
    gcMs: value('shop.process.gc_pause_ms'),
  };
}

test('when a request blocks the loop for 200 ms, then its span shows about that as delay and as CPU time', async () => {
  const load = await loadOf('/block');
  assert.ok(load.delayMs > 150, JSON.stringify(load));
  assert.ok(load.cpuMs >= 200 && load.cpuMs < 300, JSON.stringify(load));
  assert.ok(load.utilization > 0.9 && load.utilization <= 1, JSON.stringify(load));
});

test('when a request waits while the process idles, then its span shows next to nothing', async () => {
  await loadOf('/idle');
  clearSpans();
  const load = await loadOf('/idle');
  assert.ok(load.delayMs < 50, JSON.stringify(load));
  assert.ok(load.cpuMs < 50, JSON.stringify(load));
  assert.ok(load.utilization < 0.3, JSON.stringify(load));
});

test('when something else blocks the loop meanwhile, then the waiting request shows it', async () => {
  const load = await loadOf('/wait-for-others');
  assert.ok(load.delayMs > 100, JSON.stringify(load));
});

test('when garbage is collected meanwhile, then the pause is there', async () => {
  assert.ok((await loadOf('/garbage')).gcMs > 0);
});

test('when requests overlap, then the loop is probed once from the first to the last of them, and not after', t => {
  const started = t.mock.method(globalThis, 'setInterval');
  const stopped = t.mock.method(globalThis, 'clearInterval');
  const probes = () => [started.mock.callCount(), stopped.mock.callCount()];
  const begin = () => trace.getTracer('test').startSpan('x', { kind: SpanKind.SERVER });
  const first = begin();
  const second = begin();
  assert.deepEqual(probes(), [1, 0]);
  first.end();
  assert.deepEqual(probes(), [1, 0]);
  second.end();
  assert.deepEqual(probes(), [1, 1]);
  begin().end();
  assert.deepEqual(probes(), [2, 2]);
});

test('when a span is neither SERVER nor CONSUMER, then it carries no load', async () => {
  for (const kind of [SpanKind.INTERNAL, SpanKind.CLIENT, SpanKind.PRODUCER])
    trace.getTracer('test').startSpan('x', { kind }).end();
  trace.getTracer('test').startSpan('x', { kind: SpanKind.CONSUMER }).end();
  const loaded = (await waitForSpans(spans => spans.length === 4)).filter(
    span => 'shop.process.cpu_time_ms' in span.attributes,
  );
  assert.deepEqual(
    loaded.map(({ kind }) => kind),
    [SpanKind.CONSUMER],
  );
});
