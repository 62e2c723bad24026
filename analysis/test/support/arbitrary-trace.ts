import fc from 'fast-check';
import type { Span, SpanKind } from '../../src/model/index.ts';
import { span } from './spans.ts';

const kinds: readonly SpanKind[] = ['internal', 'server', 'client', 'producer', 'consumer'];

/**
 * The spans of one trace, as odd as they come: any nesting, children that begin before their parent or outlive it, empty
 * and backward spans, ties. The first is the root and lasts; parents come before children.
 */
export const arbitrarySpans: fc.Arbitrary<readonly Span[]> = fc
  .array(
    fc.record({
      parent: fc.nat(),
      start: fc.integer({ min: -50, max: 250 }),
      length: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 120 }) }, fc.integer({ min: -20, max: -1 })),
      kind: fc.constantFrom(...kinds),
      fraction: fc.integer({ min: 0, max: 999_999 }),
    }),
    { maxLength: 40 },
  )
  .map(rest => {
    const spans = [span({ name: 's0', startNano: 0, endNano: 200_000_000 })];
    rest.forEach(({ parent, start, length, kind, fraction }, index) => {
      const startNano = start * 1_000_000 + fraction;
      const parentId = spans[parent % spans.length]?.spanId;
      spans.push(span({ name: `s${index + 1}`, parentId, kind, startNano, endNano: startNano + length * 1_000_000 }));
    });
    return spans;
  });
