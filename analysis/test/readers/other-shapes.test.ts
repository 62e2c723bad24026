import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTraces } from '../../src/readers/index.ts';
import { generateTraces, ticketSystem } from '../generator/index.ts';
import { asJaeger, asOtlp, asZipkin } from '../support/export-formats.ts';
import { streamed } from '../support/stream-text.ts';

const generated = [...generateTraces({ system: ticketSystem, requests: 3, seed: 4 })];
const { resourceSpans } = asOtlp(generated) as { resourceSpans: { scopeSpans: object[]; resource: object }[] };
const { data } = asJaeger(generated) as { data: object[] };
const lines = (documents: readonly unknown[]) => documents.map(document => JSON.stringify(document)).join('\n');

const shapes: Readonly<Record<string, string>> = {
  'an answer of Tempo': JSON.stringify({ batches: resourceSpans }),
  'an answer of Tempo, of its older spelling': JSON.stringify({
    batches: resourceSpans.map(({ resource, scopeSpans }) => ({ resource, instrumentationLibrarySpans: scopeSpans })),
  }),
  'an answer of Tempo’s API v2': JSON.stringify({ trace: { resourceSpans }, metrics: {} }),
  'an array of OTLP documents': JSON.stringify(
    generated.map(trace => asOtlp([trace])),
    null,
    2,
  ),
  'bare traces of Jaeger': lines(data),
  'a list of bare traces of Jaeger': JSON.stringify(data),
  'lines of Java’s logging-otlp exporter': lines(resourceSpans),
  'lines of single spans of Zipkin': lines((asZipkin(generated) as unknown[][]).flat()),
};

for (const [what, text] of Object.entries(shapes)) {
  test(`when the input is ${what}, then it is read whole, at once and in pieces`, async () => {
    for (const { traces, skipped } of [readTraces(text), await streamed(text, 100)]) {
      assert.deepEqual(skipped, []);
      assert.equal(traces.length, generated.length);
      const spans = traces.reduce((sum, trace) => sum + trace.spans.length, 0);
      assert.equal(
        spans,
        generated.reduce((sum, trace) => sum + trace.spans.length, 0),
      );
      assert.equal(
        traces.reduce((sum, trace) => sum + trace.duplicates.length, 0),
        0,
      );
    }
  });
}

test('when Tempo found nothing, then there are no traces and no error', () => {
  assert.deepEqual(readTraces('{"trace":{}}'), { traces: [], skipped: [] });
  assert.deepEqual(readTraces('{"batches":[]}'), { traces: [], skipped: [] });
});
