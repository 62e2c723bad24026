import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { completeTrace } from './complete-trace.ts';
import { makeExport, makeSpan, newSpanId, newTraceId, postSpans, postTraces, text } from './otlp-json.ts';
import {
  detectSpelling,
  get,
  normalise,
  type QueryAnswer,
  type Search,
  type Spelling,
  search,
  spansOf,
  traceIdsOf,
} from './query-client.ts';

export type Backend = { otlpUrl: string; queryUrl: string };

/**
 * What the shop expects of any backend behind Jaeger's query API v3. Every test sends spans of services of its own, so
 * that the backend need not be empty.
 */
export function registerQuerySuite(name: string, backend: Backend): void {
  const { otlpUrl, queryUrl } = backend;
  let spelling: Spelling;

  const find = (parameters: Search): Promise<QueryAnswer> => search(queryUrl, spelling, parameters);
  const getTrace = (id: string): Promise<QueryAnswer> => get(queryUrl, `/api/v3/traces/${id}?raw_traces=true`);

  describe(`query API v3 of ${name}`, () => {
    before(async () => {
      spelling = await detectSpelling(queryUrl);
    });

    describe('one trace', () => {
      test('when a trace has everything that OTLP can carry, then all of it is given back', async () => {
        const sent = completeTrace(newTraceId());
        await postTraces(otlpUrl, sent);
        const traceId = sent.resourceSpans[0]?.scopeSpans[0]?.spans[0]?.traceId as string;
        const found = await eventually(
          () => getTrace(traceId),
          answer => spansOf(answer).length === 3,
        );
        assert.deepEqual(spansOf(found), normalise(sent.resourceSpans));
      });

      test('when spans of a trace come from two services in two requests, then they are one trace', async () => {
        const root = makeSpan();
        const child = makeSpan({ traceId: root.traceId, parentSpanId: root.spanId, kind: 1 });
        await postSpans(otlpUrl, uniqueName('gateway'), root);
        await postSpans(otlpUrl, uniqueName('orders'), child);
        const found = await eventually(
          () => getTrace(root.traceId),
          answer => spansOf(answer).length === 2,
        );
        assert.deepEqual(
          spansOf(found)
            .map(({ span }) => span.spanId)
            .sort(),
          [root.spanId, child.spanId].sort(),
        );
      });

      test('when a span comes twice, as after a retry, then it is shown once', async () => {
        const span = makeSpan();
        const service = uniqueName('retrying');
        await postSpans(otlpUrl, service, span);
        await postSpans(otlpUrl, service, span);
        const found = await eventually(() => get(queryUrl, `/api/v3/traces/${span.traceId}`), isFound);
        assert.equal(spansOf(found).length, 1);
      });

      test('when a request is compressed, then its spans are stored all the same', async () => {
        const span = makeSpan();
        const body = gzipSync(JSON.stringify(makeExport(uniqueName('zipped'), [span])));
        await postTraces(otlpUrl, body, { 'content-encoding': 'gzip' });
        await eventually(() => getTrace(span.traceId), isFound);
      });

      test('when the id is written without leading zeros or in capitals, then the trace is found', async () => {
        const traceId = `000000000000000000ab${newTraceId().slice(20)}`;
        await postSpans(otlpUrl, uniqueName('zeros'), makeSpan({ traceId }));
        await eventually(() => getTrace(traceId), isFound);
        for (const id of [traceId.replace(/^0+/, ''), traceId.slice(1), traceId.toUpperCase()]) {
          assert.deepEqual(traceIdsOf(await getTrace(id)), [traceId], id);
        }
      });

      test('when no trace has the id, then the answer is 404 and says so', async () => {
        assertError(await getTrace(newTraceId()), 404, /not found|no traces found/i);
      });

      for (const id of ['xyz', '12g4', '-1', `0${'a'.repeat(32)}`]) {
        test(`when the id is ${id}, then the answer is 400 and names the parameter`, async () => {
          assertError(await getTrace(id), 400, /trace_id/);
        });
      }
    });

    describe('services and operations', () => {
      test('when services have sent spans, then they are listed', async () => {
        const services = [uniqueName('gateway'), uniqueName('orders')];
        for (const service of services) await postSpans(otlpUrl, service, makeSpan());
        const listed = async (): Promise<string[]> =>
          JSON.parse((await get(queryUrl, '/api/v3/services')).body).services ?? [];
        await eventually(listed, all => services.every(service => all.includes(service)));
      });

      test('when a service has operations, then they are listed once each with their kind', async () => {
        const service = uniqueName('orders');
        const kinds = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 };
        const spans = Object.entries(kinds).map(([name, kind]) => makeSpan({ name: `do ${name}`, kind }));
        await postSpans(otlpUrl, service, ...spans, makeSpan({ name: 'do server', kind: 2 }));

        const all = await eventually(
          () => operations(`service=${service}`),
          found => found.length === 5,
        );
        const expected = Object.keys(kinds).map(kind => ({ name: `do ${kind}`, spanKind: kind }));
        assert.deepEqual(all.sort(byName), expected.sort(byName));
        const clients = await operations(`service=${service}&span_kind=client`);
        assert.deepEqual(clients, [{ name: 'do client', spanKind: 'client' }]);
      });

      test('when a service is not known, then it has no operations', async () => {
        assert.deepEqual(await operations(`service=${uniqueName('nobody')}`), []);
      });

      async function operations(query: string): Promise<{ name: string; spanKind: string }[]> {
        const { status, body } = await get(queryUrl, `/api/v3/operations?${query}`);
        assert.equal(status, 200);
        return JSON.parse(body).operations ?? [];
      }
    });

    describe('search', () => {
      test('when a service is asked for, then its traces are found whole, and no others', async () => {
        const serviceName = uniqueName('orders');
        const [first, second, foreign] = [makeSpan(), makeSpan(), makeSpan()];
        const child = makeSpan({ traceId: first.traceId, parentSpanId: first.spanId });
        await postSpans(otlpUrl, serviceName, first, second);
        await postSpans(otlpUrl, uniqueName('inventory'), child, foreign);
        const found = await eventually(
          () => find({ serviceName }),
          answer => spansOf(answer).length === 3,
        );
        assert.deepEqual(traceIdsOf(found), [first.traceId, second.traceId].sort());
        assert.ok(spansOf(found).some(({ span }) => span.spanId === child.spanId));
      });

      test('when nothing is found, then the answer is 404 and says so', async () => {
        assertError(await find({ serviceName: uniqueName('nobody') }), 404, /no traces found/i);
      });

      test('when an operation is asked for, then it must be an operation of that service', async () => {
        const [serviceName, callee] = [uniqueName('orders'), uniqueName('payments')];
        const [order, cancel] = [makeSpan({ name: 'POST /orders' }), makeSpan({ name: 'POST /cancel' })];
        await postSpans(otlpUrl, serviceName, order, cancel);
        await postSpans(otlpUrl, callee, makeSpan({ name: 'POST /charges', traceId: order.traceId }));
        await eventually(() => find({ serviceName: callee }), isFound);
        assert.deepEqual(traceIdsOf(await find({ serviceName, operationName: 'POST /orders' })), [order.traceId]);
        assert.deepEqual(traceIdsOf(await find({ serviceName, operationName: 'POST /charges' })), []);
        assert.deepEqual(traceIdsOf(await find({ operationName: 'POST /charges', serviceName: callee })), [
          order.traceId,
        ]);
      });

      test('when a span starts at a bound of the time range, then it is found, a nanosecond outside not', async () => {
        const serviceName = uniqueName('clock');
        const time = (nanoseconds: string): string => `2026-05-04T10:20:30.${nanoseconds}Z`;
        const startUnixNano = BigInt(Date.parse('2026-05-04T10:20:30Z')) * 1_000_000n + 500n;
        const span = makeSpan({
          startTimeUnixNano: String(startUnixNano),
          endTimeUnixNano: String(startUnixNano + 1000n),
        });
        await postSpans(otlpUrl, serviceName, span);
        const within = (min: string, max: string): Promise<QueryAnswer> =>
          find({ serviceName, startTimeMin: time(min), startTimeMax: time(max) });

        await eventually(() => within('000000500', '1'), isFound);
        assert.deepEqual(traceIdsOf(await within('000000000', '000000500')), [span.traceId]);
        assert.deepEqual(traceIdsOf(await within('000000501', '1')), []);
        assert.deepEqual(traceIdsOf(await within('000000000', '000000499')), []);
        const offset = { startTimeMin: '2026-05-04T12:20:30+02:00', startTimeMax: '2026-05-04T05:20:31-05:00' };
        assert.deepEqual(traceIdsOf(await find({ serviceName, ...offset })), [span.traceId]);
      });

      test('when a span lasts as long as a bound of the duration, then it is found', async () => {
        const serviceName = uniqueName('slow');
        const startUnixNano = BigInt(Date.now()) * 1_000_000n;
        const lasting = (ms: bigint) =>
          makeSpan({
            startTimeUnixNano: String(startUnixNano),
            endTimeUnixNano: String(startUnixNano + ms * 1_000_000n),
          });
        const [short, middle, long] = [lasting(10n), lasting(200n), lasting(1500n)];
        await postSpans(otlpUrl, serviceName, short, middle, long);
        await eventually(
          () => find({ serviceName }),
          answer => traceIdsOf(answer).length === 3,
        );
        const lastingFrom = async (durationMin: string, durationMax?: string): Promise<string[]> =>
          traceIdsOf(await find({ serviceName, durationMin, ...(durationMax === undefined ? {} : { durationMax }) }));

        assert.deepEqual(await lastingFrom('200ms'), [middle.traceId, long.traceId].sort());
        assert.deepEqual(await lastingFrom('200.001ms'), [long.traceId]);
        assert.deepEqual(await lastingFrom('0.2s', '1.5s'), [middle.traceId, long.traceId].sort());
        assert.deepEqual(await lastingFrom('1us', '10ms'), [short.traceId]);
        assert.deepEqual(await lastingFrom('1m'), []);
      });

      test('when there are more traces than asked for, then those that came last are given', async () => {
        const serviceName = uniqueName('busy');
        const spans = Array.from({ length: 5 }, () => makeSpan());
        for (const span of spans) await postSpans(otlpUrl, serviceName, span);
        await eventually(
          () => find({ serviceName }),
          answer => traceIdsOf(answer).length === 5,
        );
        const newest = spans.slice(3).map(({ traceId }) => traceId);
        assert.deepEqual(traceIdsOf(await find({ serviceName, searchDepth: '2' })), newest.sort());
      });

      test('when attributes are asked for, then one span has all of them, itself or around it', async context => {
        const serviceName = uniqueName('tagged');
        const wanted = makeSpan({
          attributes: [text('shop.tenant', 'outlet'), { key: 'http.response.status_code', value: { intValue: '503' } }],
          events: [{ timeUnixNano: '1', name: 'retry', attributes: [{ key: 'final', value: { boolValue: true } }] }],
          status: { code: 2 },
        });
        const other = makeSpan({ attributes: [text('shop.tenant', 'main')] });
        await postSpans(otlpUrl, serviceName, wanted, other);
        await eventually(
          () => find({ serviceName }),
          answer => traceIdsOf(answer).length === 2,
        );
        const having = async (attributes: Record<string, string>): Promise<string[]> =>
          traceIdsOf(await find({ serviceName, attributes: JSON.stringify(attributes) }));

        if ((await having({ 'no.span.has': 'this' })).length > 0) {
          context.skip('this backend does not read attributes over HTTP (Jaeger before 2.21)');
          return;
        }
        assert.deepEqual(await having({ 'shop.tenant': 'outlet' }), [wanted.traceId]);
        assert.deepEqual(await having({ 'shop.tenant': 'outlet', 'http.response.status_code': '503' }), [
          wanted.traceId,
        ]);
        assert.deepEqual(await having({ 'shop.tenant': 'main', 'http.response.status_code': '503' }), []);
        assert.deepEqual(await having({ final: 'true' }), [wanted.traceId]);
        assert.deepEqual(await having({ error: 'true' }), [wanted.traceId]);
        assert.deepEqual(await having({ 'service.name': serviceName }), [wanted.traceId, other.traceId].sort());
        assertError(await find({ serviceName, attributes: '{"shop.tenant"' }), 400, /attributes/);
      });

      const malformed: [Search, RegExp][] = [
        [{ startTimeMin: 'yesterday' }, /start_?time_?min/i],
        [{ startTimeMax: '2026-02-30T00:00:00Z' }, /start_?time_?max/i],
        [{ startTimeMin: '1763800000' }, /start_?time_?min/i],
        [{ durationMin: '5 apples' }, /duration_?min/i],
        [{ durationMax: '10' }, /duration_?max/i],
        [{ searchDepth: 'many' }, /num_traces|search_?depth/i],
        [{ rawTraces: 'perhaps' }, /raw_?traces/i],
        [{ startTimeMin: '', startTimeMax: '' }, /start_?time_?min.*required/i],
      ];
      for (const [parameters, message] of malformed) {
        test(`when a search has ${JSON.stringify(parameters)}, then the answer is 400 and names it`, async () => {
          assertError(await find(parameters), 400, message);
        });
      }
    });
  });
}

/** Names that no other test and no earlier run has used. */
function uniqueName(prefix: string): string {
  return `${prefix}-${newSpanId()}`;
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}

function isFound({ status }: QueryAnswer): boolean {
  return status === 200;
}

function assertError({ status, body }: QueryAnswer, expectedStatus: number, message: RegExp): void {
  assert.equal(status, expectedStatus, body);
  const { error } = JSON.parse(body);
  assert.equal(error.httpCode, expectedStatus);
  assert.match(error.message, message);
  assert.doesNotMatch(body, /\.ts:|\.go:| {4}at /);
}

/** What `read` gives as soon as it is `good`; a backend may take a moment to show what it was sent, 5 s at most. */
async function eventually<T>(read: () => Promise<T>, good: (value: T) => boolean): Promise<T> {
  const deadlineMs = Date.now() + 5000;
  for (;;) {
    const value = await read();
    if (good(value)) return value;
    if (Date.now() > deadlineMs) assert.fail(`not seen within 5 s; the last answer was ${JSON.stringify(value)}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
