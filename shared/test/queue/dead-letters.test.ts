import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { trace } from '@opentelemetry/api';
import { createPool, inTransaction } from '@spanshop/shared/database';
import { createQueue, deadLetterQueueOf, installQueue, UnreadableMessage } from '@spanshop/shared/queue';
import { telemetryRuntime } from '@spanshop/shared/telemetry';
import { createTestDatabase, silentLogger } from '@spanshop/shared/testing';

const name = 'test.poison';
const retryLimit = 2;
const database = await createTestDatabase();
const logger = silentLogger();
const tracer = trace.getTracer('test');
await installQueue(database.migrationUrl, name, retryLimit);
const pool = createPool({ url: database.urlOf('orders'), size: 2, logger });
const sender = createQueue({ url: database.urlOf('orders'), tracer, logger, consumes: false });
const consumer = createQueue({ url: database.urlOf('fulfillment'), tracer, logger, consumes: true });
await sender.start();
await consumer.start();
const tries = new Map<string, number>();
await consumer.consume(name, {
  concurrency: 4,
  async handle(message) {
    const { kind } = message as { kind: string };
    tries.set(kind, (tries.get(kind) ?? 0) + 1);
    if (kind === 'unreadable') throw new UnreadableMessage('what is this?');
    if (kind === 'poison') throw new Error('never');
  },
});
after(async () => {
  await Promise.all([sender.stop(), consumer.stop()]);
  await pool.end();
  await database.close();
});

const send = (kind: string) => inTransaction(pool, transaction => sender.send(name, { kind }, transaction));

async function deadLetters(): Promise<string[]> {
  const { rows } = await pool.query(
    `SELECT data -> 'message' ->> 'kind' AS kind FROM queue.job WHERE name = $1 AND state = 'created'`,
    [deadLetterQueueOf(name)],
  );
  return rows.map(({ kind }) => kind);
}

async function untilDead(kind: string): Promise<void> {
  const giveUpAt = performance.now() + 30_000;
  while (!(await deadLetters()).includes(kind)) {
    if (performance.now() > giveUpAt) assert.fail(`${kind} is no dead letter after ${tries.get(kind)} tries`);
    await sleep(50);
  }
}

test('when a message fails again and again, then it comes back so often and no more, and is a dead letter with what it held', async () => {
  await send('poison');
  await untilDead('poison');
  assert.equal(tries.get('poison'), 1 + retryLimit);
});

test('when a message cannot be read, then it is a dead letter at once', async () => {
  await send('unreadable');
  await untilDead('unreadable');
  assert.equal(tries.get('unreadable'), 1);
});

test('when there are dead letters, then the metrics tell how many, and other messages are handled', async () => {
  await send('good');
  const metrics = createServer((request, response) => telemetryRuntime()?.metricsHandler(request, response)).listen(0);
  await once(metrics, 'listening');
  const text = await (await fetch(`http://127.0.0.1:${(metrics.address() as AddressInfo).port}/metrics`)).text();
  metrics.close();
  const line = text
    .split('\n')
    .find(one => one.startsWith('shop_queue_depth') && one.includes(deadLetterQueueOf(name)));
  assert.match(line ?? '', / 2( |$)/);
  assert.equal((await deadLetters()).includes('good'), false);
});

test('when the queue of an earlier release is there, then installing brings its limit up to date', async () => {
  await installQueue(database.migrationUrl, name, 7);
  const { rows } = await pool.query(
    'SELECT retry_limit AS limit, dead_letter AS dead FROM queue.queue WHERE name = $1',
    [name],
  );
  assert.deepEqual(rows, [{ limit: 7, dead: deadLetterQueueOf(name) }]);
});
