import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { createPool } from '@spanshop/shared/database';
import { telemetryRuntime } from '@spanshop/shared/telemetry';
import { createTestDatabase, silentLogger } from '@spanshop/shared/testing';

const database = await createTestDatabase();
const pool = createPool({ url: database.urlOf('orders'), size: 2, waitTimeoutMs: 20_000, logger: silentLogger() });
const metrics = createServer((request, response) => telemetryRuntime()?.metricsHandler(request, response)).listen(0);
await once(metrics, 'listening');
after(async () => {
  metrics.close();
  await pool.end();
  await database.close();
});

const name = new URL(database.urlOf('orders')).pathname.slice(1);

async function scrape(): Promise<string[]> {
  const { port } = metrics.address() as AddressInfo;
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return text
    .split('\n')
    .filter(line => line.startsWith('db_client_connection_') && line.includes(`/${name}"`))
    .map(line => line.replace(/^db_client_connection_/, '').replace(/\{(.*)\}/, (_, labels) => ` ${stateIn(labels)}`));
}

function stateIn(labels: string): string {
  return /state="(\w+)"/.exec(labels)?.[1] ?? '';
}

test('when both connections of a pool are taken, then a scrape tells so once, and who waits', async () => {
  const [one, other] = [await pool.connect(), await pool.connect()];
  const waiting = pool.connect();
  const lines = await scrape();
  one.release();
  (await waiting).release();
  other.release();
  assert.deepEqual(lines.sort(), ['count idle 0', 'count used 2', 'max  2', 'pending_requests  1']);
  assert.deepEqual((await scrape()).sort(), ['count idle 2', 'count used 0', 'max  2', 'pending_requests  0']);
});
