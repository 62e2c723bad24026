import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { trace } from '@opentelemetry/api';
import { createQueue, installQueue } from '@spanshop/shared/queue';
import { telemetryRuntime } from '@spanshop/shared/telemetry';
import { createTestDatabase, silentLogger } from '@spanshop/shared/testing';
import { startDatabaseProxy } from '../support/database-proxy.ts';

const queueName = 'test.frozen';
const database = await createTestDatabase();
const proxy = await startDatabaseProxy(database.adminUrl);
await installQueue(database.migrationUrl, queueName);
const consumer = createQueue({
  url: proxy.through(database.urlOf('fulfillment')),
  tracer: trace.getTracer('test'),
  logger: silentLogger(),
  consumes: true,
});
await consumer.start();
await consumer.consume(queueName, { concurrency: 1, handle: async () => {} });
const metrics = createServer((request, response) => telemetryRuntime()?.metricsHandler(request, response)).listen(0);
await once(metrics, 'listening');
after(async () => {
  proxy.release();
  await consumer.stop();
  metrics.close();
  await proxy.close();
  await database.close();
});

async function scrape(): Promise<{ tookMs: number; counts: number }> {
  const startedAt = performance.now();
  const { port } = metrics.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`, { signal: AbortSignal.timeout(8_000) });
  const counts = (await answer.text()).split('\n').filter(line => line.startsWith('shop_queue_depth{')).length;
  return { tookMs: performance.now() - startedAt, counts };
}

test('when the database is frozen, then each scrape ends all the same, with the last depth', async () => {
  assert.equal((await scrape()).counts, 5);
  proxy.freeze();
  for (const { tookMs, counts } of [await scrape(), await scrape(), await scrape()]) {
    assert.ok(tookMs < 4_000, `${tookMs} ms`);
    assert.equal(counts, 5);
  }
});
