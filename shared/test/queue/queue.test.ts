import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { createPool, inTransaction } from '@spanshop/shared/database';
import { createQueue, installQueue, type Queue, type SendSettings } from '@spanshop/shared/queue';
import { clearSpans, createTestDatabase, finishedSpans, silentLogger, waitForSpans } from '@spanshop/shared/testing';
import { named, parentIdOf, spanIdOf, traceIdOf } from '../support/spans.ts';

const database = await createTestDatabase();
const logger = silentLogger();
const tracer = trace.getTracer('test');
const pool = createPool({ url: database.urlOf('orders'), size: 5, logger });
const sender = createQueue({ url: database.urlOf('orders'), tracer, logger, consumes: false });
const consumers: Queue[] = [];
let queueName = '';
let count = 0;

await installQueue(database.migrationUrl, 'test.0');
await sender.start();
after(async () => {
  await sender.stop();
  await pool.end();
  await database.close();
});
beforeEach(async () => {
  count += 1;
  queueName = `test.${count}`;
  await installQueue(database.migrationUrl, queueName);
  clearSpans();
});
afterEach(async () => {
  await Promise.all(consumers.splice(0).map(consumer => consumer.stop()));
});
async function consume(handle: (message: unknown) => Promise<void>, concurrency = 1): Promise<Queue> {
  const consumer = createQueue({ url: database.urlOf('fulfillment'), tracer, logger, consumes: true });
  await consumer.start();
  consumers.push(consumer);
  await consumer.consume(queueName, { concurrency, handle });
  return consumer;
}
const send = (message: unknown, settings?: SendSettings) =>
  inTransaction(pool, transaction => sender.send(queueName, message, transaction, settings));
const waiting = async () =>
  (await pool.query('SELECT FROM queue.job WHERE name = $1 AND state < $2', [queueName, 'active'])).rowCount;
async function until(predicate: () => boolean, timeoutMs = 8_000): Promise<void> {
  const giveUpAt = performance.now() + timeoutMs;
  while (!predicate()) {
    if (performance.now() > giveUpAt) assert.fail('it did not happen');
    await sleep(10);
  }
}

test('when a consumer is stopped, then it ends what it has in hand, and another takes the rest', async () => {
  const queue = createQueue({ url: database.urlOf('fulfillment'), tracer, logger, consumes: true });
  await queue.start();
  consumers.push(queue);
  const handled: string[] = [];
  const first = await queue.consume(queueName, {
    concurrency: 1,
    burst: false,
    handle: async message => {
      handled.push(`first: ${message}`);
    },
  });
  await send('one');
  await until(() => handled.length === 1);
  await first.stop();
  await send('two');
  assert.equal(await waiting(), 1);
  await queue.consume(queueName, {
    concurrency: 1,
    handle: async message => {
      handled.push(`second: ${message}`);
    },
  });
  await until(() => handled.length === 2);
  assert.deepEqual(handled, ['first: one', 'second: two']);
});

test('when the transaction commits, then the message exists', async () => {
  await send({ orderId: 1 });
  assert.equal(await waiting(), 1);
});

test('when the transaction rolls back, then there is no message', async () => {
  const attempt = inTransaction(pool, async transaction => {
    await sender.send(queueName, { orderId: 1 }, transaction);
    throw new Error('undone');
  });
  await assert.rejects(attempt, /undone/);
  assert.equal(await waiting(), 0);
});

test('when the queue does not exist, then sending fails and the transaction with it', async () => {
  await assert.rejects(inTransaction(pool, transaction => sender.send('nowhere', {}, transaction)));
});

test('when a message is handled, then its consumer is a child of its producer, in one trace under one baggage', async () => {
  const seen: { message: unknown; tenant: string | undefined }[] = [];
  const baggage = propagation.createBaggage({ 'shop.tenant': { value: 'outlet' } });
  await context.with(propagation.setBaggage(context.active(), baggage), () =>
    tracer.startActiveSpan('request', span => send({ orderId: 7 }).finally(() => span.end())),
  );
  await consume(async message => {
    const tenant = propagation.getActiveBaggage()?.getEntry('shop.tenant')?.value;
    seen.push({ message, tenant });
    await tracer.startActiveSpan('work', async span => span.end());
  });
  const spans = await waitForSpans(finished => named(finished, `process ${queueName}`).length === 1);
  assert.deepEqual(seen, [{ message: { orderId: 7 }, tenant: 'outlet' }]);
  const [request] = named(spans, 'request');
  const [producer] = named(spans, `send ${queueName}`);
  const [consumer] = named(spans, `process ${queueName}`);
  const [work] = named(spans, 'work');
  assert.equal(producer?.kind, SpanKind.PRODUCER);
  assert.equal(consumer?.kind, SpanKind.CONSUMER);
  assert.equal(parentIdOf(producer), spanIdOf(request));
  assert.equal(parentIdOf(consumer), spanIdOf(producer));
  assert.equal(parentIdOf(work), spanIdOf(consumer));
  for (const span of [request, producer, consumer, work]) {
    assert.equal(traceIdOf(span), traceIdOf(request));
    assert.equal(span?.attributes['shop.tenant'], 'outlet');
  }
  const { attributes = {} } = consumer ?? {};
  assert.equal(attributes['messaging.system'], 'pg_boss');
  assert.equal(attributes['messaging.destination.name'], queueName);
  assert.equal(attributes['messaging.operation.type'], 'process');
  assert.equal(attributes['messaging.message.id'], producer?.attributes['messaging.message.id']);
  assert.equal(attributes['shop.message.redelivery_count'], 0);
  assert.ok(Number(attributes['shop.message.queue_time_ms']) >= 0);
});

test('when a handler throws, then the message comes again, as another child of the same producer', async () => {
  let tries = 0;
  await send({ orderId: 1 });
  await consume(async () => {
    tries += 1;
    if (tries === 1) throw new Error('not yet');
  });
  await until(() => tries === 2);
  const spans = await waitForSpans(finished => named(finished, `process ${queueName}`).length === 2);
  const [first, second] = named(spans, `process ${queueName}`);
  assert.equal(first?.status.code, SpanStatusCode.ERROR);
  assert.equal(first?.events[0]?.name, 'exception');
  assert.equal(second?.status.code, SpanStatusCode.UNSET);
  assert.equal(second?.attributes['shop.message.redelivery_count'], 1);
  assert.equal(parentIdOf(first), parentIdOf(second));
  await sleep(1_500);
  assert.equal(tries, 2, 'and never again once it is done');
});

test('when a message is to wait, then nobody gets it before its time, and it counts as queued only from then', async () => {
  const delayMs = 1_500;
  let takenAt = 0;
  await consume(async () => {
    takenAt = Date.now();
  });
  const sentAt = Date.now();
  await send({ orderId: 1 }, { delayMs });
  await until(() => takenAt > 0);
  assert.ok(takenAt - sentAt >= delayMs, `taken after ${takenAt - sentAt} ms`);
  const spans = await waitForSpans(finished => named(finished, `process ${queueName}`).length === 1);
  const queuedMs = Number(named(spans, `process ${queueName}`)[0]?.attributes['shop.message.queue_time_ms']);
  const dueMs = takenAt - sentAt - delayMs;
  assert.ok(queuedMs >= 0 && queuedMs <= dueMs, `${queuedMs} ms of ${dueMs}`);
});

test('when one message of a batch fails, then the others are done', async () => {
  const tries: Record<string, number> = { a: 0, b: 0, c: 0 };
  for (const name of Object.keys(tries)) await send({ name });
  await consume(async message => {
    const { name } = message as { name: string };
    tries[name] = (tries[name] ?? 0) + 1;
    if (name === 'b' && tries[name] === 1) throw new Error('not yet');
  }, 3);
  await until(() => tries['b'] === 2);
  assert.deepEqual(tries, { a: 1, b: 2, c: 1 });
});

test('when two consumers work, then no message is with both, and each is handled once', async () => {
  const active = new Set<number>();
  const handled: number[] = [];
  for (let id = 0; id < 30; id += 1) await send({ id });
  const handle = async (message: unknown) => {
    const { id } = message as { id: number };
    assert.equal(active.has(id), false);
    active.add(id);
    await sleep(20);
    handled.push(id);
  };
  await Promise.all([consume(handle, 3), consume(handle, 3)]);
  await until(() => handled.length >= 30);
  await sleep(300);
  assert.deepEqual(
    handled.toSorted((a, b) => a - b),
    Array.from({ length: 30 }, (_, id) => id),
  );
});

test('when the consumer stops in the middle of a message, then it waits for it, and begins no other', async () => {
  let begun = 0;
  let done = 0;
  await send({ id: 1 });
  const consumer = await consume(async () => {
    begun += 1;
    await sleep(400);
    done += 1;
  });
  await until(() => begun === 1);
  await send({ id: 2 });
  await consumer.stop();
  assert.deepEqual([begun, done], [1, 1]);
  await sleep(700);
  assert.equal(begun, 1);
  assert.equal(await waiting(), 1, 'the other one waits for somebody else');
});

test('when the queue is installed again, then nothing changes', async () => {
  await send({ id: 1 });
  await Promise.all([1, 2, 3].map(() => installQueue(database.migrationUrl, queueName)));
  assert.equal(await waiting(), 1);
});

test('when consumers poll, then their polling makes no trace', async () => {
  await consume(async () => {});
  await sleep(1_200);
  assert.deepEqual(
    finishedSpans().map(({ name }) => name),
    [],
  );
});
