import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { completeTrace } from './complete-trace.ts';
import { makeExport, makeSpan, newTraceId, postSpans, postTraces } from './otlp-json.ts';
import { assertError, eventually, isFound, uniqueName } from './query-assertions.ts';
import { type Backend, get, normalise, type QueryAnswer, spansOf, traceIdsOf } from './query-client.ts';

/** `GET /api/v3/traces/{id}`. */
export function registerTraceTests({ otlpUrl, queryUrl }: Backend): void {
  const getTrace = (id: string): Promise<QueryAnswer> => get(queryUrl, `/api/v3/traces/${id}?raw_traces=true`);

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
}
