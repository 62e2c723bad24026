import assert from 'node:assert/strict';
import { test } from 'node:test';
import { criticalPath } from '../../src/critical-path/index.ts';
import { span, traceFrom } from '../support/spans.ts';

const ms = 1_000_000;

test('when a span has 20,000 children in a row, then all are on the path in less than half a second', () => {
  const count = 20_000;
  const spans = [span({ name: 'root', startNano: 0, endNano: count * 10 * ms })];
  for (let i = 0; i < count; i++) {
    const startNano = i * 10 * ms;
    spans.push(span({ name: `c${i}`, parentId: 'root', startNano: startNano + ms, endNano: startNano + 9 * ms }));
  }
  const trace = traceFrom(spans);
  const begin = performance.now();
  const sections = criticalPath(trace);
  assert.ok(performance.now() - begin < 500);
  assert.equal(sections.length, 2 * count + 1);
});

test('when 100,000 spans are nested into each other, then the walk does not run out of stack', () => {
  const count = 100_000;
  const spans = Array.from({ length: count }, (_, i) =>
    span({
      name: `d${i}`,
      ...(i > 0 && { parentId: `d${i - 1}` }),
      startNano: i * 1000,
      endNano: (3 * count - i) * 1000,
    }),
  );
  assert.equal(criticalPath(traceFrom(spans)).length, 2 * count - 1);
});
