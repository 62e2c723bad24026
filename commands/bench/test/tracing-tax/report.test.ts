import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Measured, report } from '../../src/tracing-tax/report.ts';
import { noSpans } from '../../src/tracing-tax/span-counts.ts';

const ways = [
  { id: 'untraced', name: 'untraced' },
  { id: 'ours', name: 'ours' },
  { id: 'default_way', name: 'the default way' },
];

/** Two rounds, the second on a machine that is twice as slow. */
function measured(cpu: Readonly<Record<string, number>>, rate: Readonly<Record<string, number>>): Measured {
  const turns = new Map(
    ways.map(({ id }) => [
      id,
      [1, 2].map(slow => ({ checkoutsPerSecond: (rate[id] ?? 0) / slow, cpuMsPerCheckout: (cpu[id] ?? 0) * slow })),
    ]),
  );
  return { ways, turns, spans: { ours: { ...noSpans(), server: 9, call: 9 } } };
}

test('when tracing adds a third of what the default way adds, then both aims are met', () => {
  const text = report(
    measured({ untraced: 10, ours: 12, default_way: 16 }, { untraced: 100, ours: 90, default_way: 70 }),
  ).join('\n');
  assert.match(text, /^ours +67\.5 +0\.900 \(0\.900 to 0\.900\) +18\.00 +1\.200 \(1\.200 to 1\.200\) +3\.00 \(/m);
  assert.match(text, /^ours +18\.0 +9\.0 +9\.0 +0\.0/m);
  assert.match(text, /does 0\.900 \(0\.900 to 0\.900\) of the checkouts .* the aim is 0\.85: met\./);
  assert.match(text, /adds 0\.333 \(0\.333 to 0\.333\) of the CPU .* at most 0\.5: met\./);
});

test('when tracing costs too much, then the sentences say so', () => {
  const text = report(
    measured({ untraced: 10, ours: 14, default_way: 16 }, { untraced: 100, ours: 80, default_way: 70 }),
  ).join('\n');
  assert.match(text, /the aim is 0\.85: not met\./);
  assert.match(text, /adds 0\.667 .* at most 0\.5: not met\./);
});

test('when a way costs less than untraced in some round, then no share of added CPU is claimed', () => {
  const text = report(
    measured({ untraced: 10, ours: 9, default_way: 16 }, { untraced: 100, ours: 100, default_way: 70 }),
  ).join('\n');
  assert.match(text, /too busy to tell/);
});
