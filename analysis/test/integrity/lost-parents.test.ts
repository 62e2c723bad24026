import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { auditTrace } from '../../src/integrity/index.ts';
import { createOwnProcesses } from '../../src/integrity/own-process.ts';
import type { Span } from '../../src/model/index.ts';
import { arbitrarySpans } from '../support/arbitrary-trace.ts';
import { span, traceFrom } from '../support/spans.ts';

test('when any spans are given, then another one of the same process lies around those that it would by comparing all', () => {
  fc.assert(
    fc.property(arbitrarySpans, spans => {
      const trace = traceFrom([...spans]);
      const lies = createOwnProcesses(trace);
      for (const inner of trace.spans) {
        const expected = trace.spans.some(
          outer =>
            outer !== inner &&
            outer.service === inner.service &&
            outer.resource.attributes['service.instance.id'] === inner.resource.attributes['service.instance.id'] &&
            outer.startNano <= inner.startNano &&
            outer.endNano >= inner.endNano,
        );
        assert.equal(lies(inner), expected, inner.name);
      }
    }),
  );
});

test('when 10,000 spans lost their parents, then each span is looked at some hundred times at most, not 10,000 times', () => {
  const count = 10_000;
  // One after the other, so that none lies inside of another.
  const spans = Array.from({ length: count }, (_, at) =>
    span({ name: `${at}`, kind: 'internal', parentId: 'lost', startNano: at * 10, endNano: at * 10 + 5 }),
  );
  let looks = 0;
  const trace = traceFrom(spans);
  const counted = trace.spans.map(
    given =>
      new Proxy(given, {
        get(target, key) {
          looks += 1;
          return target[key as keyof Span];
        },
      }),
  );
  const orphans = auditTrace({ ...trace, spans: counted }).filter(defect => defect.class === 'orphan');
  assert.equal(orphans.length, count);
  assert.ok(looks < 200 * count, `${looks / count} looks at each span`);
});
