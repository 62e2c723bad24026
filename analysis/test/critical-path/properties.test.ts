import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { classSections, criticalPath, type Section } from '../../src/critical-path/index.ts';
import type { Span } from '../../src/model/index.ts';
import { arbitrarySpans } from '../support/arbitrary-trace.ts';
import { span, traceFrom } from '../support/spans.ts';

const runs = { numRuns: 1000 };
const length = (section: Section) => section.endNano - section.startNano;

test('when any trace is walked, then the sections lie end to end and sum to the root’s duration', () => {
  fc.assert(
    fc.property(arbitrarySpans, spans => {
      const sections = criticalPath(traceFrom(spans));
      assert.equal(sections[0]?.endNano, 200_000_000);
      assert.equal(sections.at(-1)?.startNano, 0);
      for (let i = 1; i < sections.length; i++) assert.equal(sections[i]?.endNano, sections[i - 1]?.startNano);
      assert.ok(sections.every(section => length(section) > 0));
    }),
    runs,
  );
});

test('when any trace is walked, then every section lies inside its span', () => {
  fc.assert(
    fc.property(arbitrarySpans, spans => {
      const trace = traceFrom(spans);
      for (const { position, startNano, endNano } of criticalPath(trace)) {
        const own = trace.spans[position] as Span;
        assert.ok(own.startNano <= startNano && endNano <= own.endNano);
      }
    }),
    runs,
  );
});

test('when the order of the input changes, then the path does not', () => {
  const shuffled = arbitrarySpans.chain(spans =>
    fc.tuple(fc.constant(spans), fc.shuffledSubarray([...spans], { minLength: spans.length, maxLength: spans.length })),
  );
  fc.assert(
    fc.property(shuffled, ([spans, other]) => {
      assert.deepEqual(criticalPath(traceFrom(spans)), criticalPath(traceFrom(other)));
    }),
    runs,
  );
});

// parent  |--------------------------|
// child        |--------------|          on the path
// added     |-------------|              ends inside of it: ran beside it
test('when a child is added that ends inside a child on the path, then nothing changes', () => {
  fc.assert(
    fc.property(arbitrarySpans, fc.nat(), fc.double({ min: 0.05, max: 0.95, noNaN: true }), (spans, pick, where) => {
      const trace = traceFrom(spans);
      const before = named(trace.spans, criticalPath(trace));
      const children = directChildrenOnPath(spans, before);
      fc.pre(children.length > 0);
      const { startNano, endNano } = children[pick % children.length] as { startNano: number; endNano: number };
      const addedEnd = Math.round(startNano + where * (endNano - startNano));
      fc.pre(addedEnd - startNano > 2_000_000 && addedEnd < endNano);
      const added = span({ name: 'zz', parentId: 's0', startNano: startNano - 5_000_000, endNano: addedEnd });
      const after = traceFrom([...spans, added]);
      assert.deepEqual(named(after.spans, criticalPath(after)), before);
    }),
    runs,
  );
});

test('when the sections are classed, then they are still a partition', () => {
  fc.assert(
    fc.property(arbitrarySpans, spans => {
      const trace = traceFrom(spans);
      const classed = classSections(trace, criticalPath(trace));
      assert.equal(
        classed.reduce((sum, section) => sum + length(section), 0),
        200_000_000,
      );
      for (let i = 1; i < classed.length; i++) assert.equal(classed[i]?.endNano, classed[i - 1]?.startNano);
    }),
    runs,
  );
});

function named(spans: readonly Span[], sections: readonly Section[]) {
  return sections.map(({ position, startNano, endNano }) => ({ id: spans[position]?.spanId, startNano, endNano }));
}

/** The whole stretch that each child of the root has on the path: the union of the sections of it and all below it. */
function directChildrenOnPath(spans: readonly Span[], sections: ReturnType<typeof named>) {
  const byId = new Map(spans.map(each => [each.spanId, each]));
  const stretches = new Map<string, { startNano: number; endNano: number }>();
  for (const { id, startNano, endNano } of sections) {
    let top = byId.get(id ?? '') as Span;
    while (top.parentId !== undefined && top.parentId !== 's0') top = byId.get(top.parentId) as Span;
    if (top.parentId === undefined) continue;
    const known = stretches.get(top.spanId);
    stretches.set(top.spanId, { startNano, endNano: known?.endNano ?? endNano });
  }
  return [...stretches.values()];
}
