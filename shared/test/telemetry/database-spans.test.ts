import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { inTransaction } from '@spanshop/shared/database';
import { clearSpans, finishedSpans } from '@spanshop/shared/testing';
import { named, traceIdOf } from '../support/spans.ts';
import { startDatabase } from '../support/start-database.ts';

const { pool, close } = await startDatabase(2);
after(close);
beforeEach(clearSpans);

const tracer = trace.getTracer('test');
const inTrace = (name: string, work: () => Promise<unknown>) =>
  tracer.startActiveSpan(name, async span => {
    await work().finally(() => span.end());
    return span.spanContext();
  });

async function spanOf(query: string, values: unknown[] = []): Promise<ReadableSpan> {
  await inTrace('caller', () => pool.query(query, values)).catch(() => {});
  const spans = finishedSpans().filter(span => 'db.query.summary' in span.attributes);
  assert.equal(spans.length, 1);
  return spans[0] as ReadableSpan;
}

test('when a query runs, then its span names operation, table and rows, with the current names only', async () => {
  await pool.query("INSERT INTO public.counters VALUES ('a', 1), ('b', 2) ON CONFLICT DO NOTHING");
  const span = await spanOf('SELECT * FROM public.counters WHERE value > $1', [0]);
  assert.equal(span.kind, SpanKind.CLIENT);
  assert.equal(span.name, 'SELECT public.counters');
  assert.equal(span.attributes['db.query.summary'], 'SELECT public.counters');
  assert.equal(span.attributes['db.operation.name'], 'SELECT');
  assert.equal(span.attributes['db.collection.name'], 'public.counters');
  assert.equal(span.attributes['db.response.returned_rows'], 2);
  assert.equal(span.attributes['db.system.name'], 'postgresql');
  assert.match(String(span.attributes['db.query.text']), /WHERE value > \$1/);
  const old = Object.keys(span.attributes).filter(name =>
    /^(db\.(system|name|statement|user|connection_string|operation|sql\.table)|net\..*)$/.test(name),
  );
  assert.deepEqual(old, []);
});

test('when a query has parameters, then their values are on no span', async () => {
  const span = await spanOf('SELECT * FROM public.counters WHERE name = $1', ['tok_secret']);
  assert.doesNotMatch(JSON.stringify(span.attributes), /tok_secret/);
});

for (const [what, query, state] of [
  ['breaks a constraint', "INSERT INTO public.counters VALUES ('c', -1)", '23514'],
  ['finds a duplicate', "INSERT INTO public.counters VALUES ('a', 1)", '23505'],
  ['names no table', 'SELECT * FROM public.nothing', '42P01'],
  ['lacks the right', 'CREATE TABLE public.mine (id integer)', '42501'],
] as const) {
  test(`when a query ${what}, then its span is an error with the SQLSTATE ${state}`, async () => {
    const span = await spanOf(query);
    assert.equal(span.status.code, SpanStatusCode.ERROR);
    assert.equal(span.attributes['db.response.status_code'], state);
    assert.equal(span.attributes['error.type'], state);
  });
}

test('when 40 queries share 2 connections, then each span is in the trace of its own caller', async () => {
  const callers = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      inTrace(`caller ${index}`, () => pool.query('SELECT pg_sleep(0.005), $1::integer', [index])),
    ),
  );
  assert.equal(new Set(callers.map(({ traceId }) => traceId)).size, 40);
  for (const { traceId, spanId } of callers) {
    const spans = finishedSpans().filter(span => traceIdOf(span) === traceId);
    const queries = named(spans, 'SELECT');
    assert.equal(queries.length, 1, spans.map(({ name }) => name).join());
    assert.equal(queries[0]?.parentSpanContext?.spanId, spanId);
    assert.equal(named(spans, 'pg-pool.connect').length, 1);
  }
});

test('when the pool is busy, then the wait is a span that names the pool and lasts as long', async () => {
  const holders = Promise.all([1, 2].map(() => inTrace('holder', () => pool.query('SELECT pg_sleep(0.15)'))));
  const waiter = await inTrace('waiter', () => pool.query('SELECT 1'));
  await holders;
  const [wait] = named(finishedSpans(), 'pg-pool.connect').filter(span => traceIdOf(span) === waiter.traceId);
  assert.match(String(wait?.attributes['db.client.connection.pool.name']), /^127\.0\.0\.1:\d+\/spanshop_test_/);
  const [seconds = 0, nanos = 0] = wait?.duration ?? [];
  assert.ok(seconds * 1_000 + nanos / 1e6 > 100, String(wait?.duration));
});

test('when a transaction runs, then its statements are spans of the one caller', async () => {
  const { traceId } = await inTrace('caller', () =>
    inTransaction(pool, async transaction => {
      await transaction.query("UPDATE public.counters SET value = value + 1 WHERE name = 'a'");
    }),
  );
  const names = finishedSpans()
    .filter(span => traceIdOf(span) === traceId && 'db.query.summary' in span.attributes)
    .map(({ name }) => name);
  assert.deepEqual(names, ['BEGIN', 'UPDATE public.counters', 'COMMIT']);
});

test('when nobody asked, then background queries make no trace', async () => {
  await pool.query('SELECT 1');
  assert.deepEqual(
    finishedSpans().map(({ name }) => name),
    [],
  );
});

test('when a background query waits for a connection that a traced request gives back, then it is in no trace', async () => {
  const holders = [1, 2].map(index => inTrace(`holder ${index}`, () => pool.query('SELECT pg_sleep(0.05)')));
  const inBackground = [1, 2].map(() => pool.query('SELECT 1'));
  await Promise.all([...holders, ...inBackground]);
  const queries = finishedSpans().filter(span => 'db.query.summary' in span.attributes);
  assert.equal(queries.length, 2, queries.map(span => String(span.attributes['db.query.text'])).join());
});
