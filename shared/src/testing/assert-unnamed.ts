import assert from 'node:assert/strict';
import type { Fault } from '../faults/index.ts';
import { finishedSpans } from './spans.ts';

/**
 * Whoever looks for a fault has the spans: none of them may say its name, or where its code stands.
 *
 * @param words what else would give it away
 */
export function assertUnnamed({ name }: Pick<Fault, 'name'>, ...words: readonly string[]): void {
  const told = finishedSpans().map(({ name, attributes, events, status, links }) =>
    JSON.stringify({ name, attributes, events, status, links }),
  );
  assert.ok(told.length > 0);
  for (const word of [name, 'src/faults', 'lab.fault', ...words])
    for (const span of told) assert.ok(!span.includes(word), `${word} in ${span}`);
}
