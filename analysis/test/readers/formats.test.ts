import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classSections, criticalPath } from '../../src/critical-path/index.ts';
import type { Trace } from '../../src/model/index.ts';
import { readTraces } from '../../src/readers/index.ts';
import { generateTraces, ticketSystem } from '../generator/index.ts';
import { asJaeger, asOtlp, asZipkin } from '../support/export-formats.ts';

const generated = [...generateTraces({ system: ticketSystem, requests: 20, seed: 3 })];
const exports = {
  'OTLP JSON': asOtlp(generated),
  'the JSON that Jaeger’s UI downloads': asJaeger(generated),
  'Zipkin’s v2 JSON': asZipkin(generated),
};

const pathOf = (trace: Trace) =>
  classSections(trace, criticalPath(trace)).map(section => ({
    ...section,
    span: trace.spans[section.position]?.spanId,
  }));

const fromOtlp = readTraces(exports['OTLP JSON']).traces;

for (const [format, document] of Object.entries(exports)) {
  test(`when traces come as ${format}, then spans, parents, kinds, services and the classed critical path are the same`, () => {
    const { traces, skipped } = readTraces(JSON.stringify(document));
    assert.deepEqual(skipped, []);
    assert.equal(traces.length, 20);
    traces.forEach((trace, index) => {
      const expected = fromOtlp[index] as Trace;
      assert.deepEqual(
        trace.spans.map(span => [span.spanId, span.parentId, span.kind, span.service, span.startNano, span.status]),
        expected.spans.map(span => [span.spanId, span.parentId, span.kind, span.service, span.startNano, span.status]),
      );
      assert.ok(pathOf(trace).length > 3);
      assert.deepEqual(pathOf(trace), pathOf(expected));
    });
  });
}
