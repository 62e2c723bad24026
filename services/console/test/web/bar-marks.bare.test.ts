import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClassedSection } from '@spanshop/analysis/critical-path';
import { eventMarks, pathMarks } from '../../web/src/trace/bar-marks.ts';

const range = { fromNano: 0, toNano: 1_000_000 };
const section = (startNano: number, endNano: number, kind: ClassedSection['class'] = 'self') =>
  ({ position: 0, startNano, endNano, class: kind }) as ClassedSection;

test('when sections can be told apart, then each is marked, as far as it is looked at', () => {
  assert.deepEqual(pathMarks([section(-100_000, 250_000), section(500_000, 750_000, 'db')], range), [
    { left: 0, right: 0.25, cause: 'own' },
    { left: 0.5, right: 0.75, cause: 'database' },
  ]);
  assert.deepEqual(pathMarks([section(-2, -1), section(1_000_001, 1_000_002)], range), []);
});

test('when sections stand closer than one sees, then they are one mark, in the colour of the longest', () => {
  const marks = pathMarks([section(0, 100), section(200, 800, 'db'), section(900, 1_000)], range);
  assert.deepEqual(marks, [{ left: 0, right: 0.001, cause: 'database' }]);
});

test('when a span has 5,000 sections or events, then no more than a thousand are drawn, from the first to the last', () => {
  const count = 5_000;
  const sections = Array.from({ length: count }, (_, at) => section(at * 200, at * 200 + 100));
  const marks = pathMarks(sections, range);
  assert.ok(marks.length > 300 && marks.length <= 1_000, `${marks.length}`);
  assert.deepEqual([marks[0]?.left, marks.at(-1)?.right], [0, 0.9999]);
  const events = eventMarks(
    sections.map(({ startNano }) => ({ timeNano: startNano })),
    range,
  );
  assert.ok(events.length > 300 && events.length <= 501, `${events.length}`);
});
