import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { makeSpan, postSpans, text } from './otlp-json.ts';
import { assertError, eventually, isFound, uniqueName } from './query-assertions.ts';
import {
  type Backend,
  detectSpelling,
  type QueryAnswer,
  type Search,
  type Spelling,
  search,
  spansOf,
  traceIdsOf,
} from './query-client.ts';

/** `GET /api/v3/traces?query...`, in the spelling that the backend understands. */
export function registerSearchTests({ otlpUrl, queryUrl }: Backend): void {
  let spelling: Spelling;
  const find = (parameters: Search): Promise<QueryAnswer> => search(queryUrl, spelling, parameters);

  describe('search', () => {
    before(async () => {
      spelling = await detectSpelling(queryUrl);
    });

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
      for (const [index, span] of spans.entries()) {
        await postSpans(otlpUrl, serviceName, span);
        // A backend may put what comes at once into one batch, in any order.
        await eventually(
          () => find({ serviceName }),
          answer => traceIdsOf(answer).length === index + 1,
        );
      }
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
        context.skip('this backend does not read attributes over HTTP (as older Jaegers do not)');
        return;
      }
      assert.deepEqual(await having({ 'shop.tenant': 'outlet' }), [wanted.traceId]);
      assert.deepEqual(await having({ 'shop.tenant': 'outlet', 'http.response.status_code': '503' }), [wanted.traceId]);
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
}
