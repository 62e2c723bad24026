import assert from 'node:assert/strict';
import { criticalPath } from '../../src/critical-path/index.ts';
import type { Trace } from '../../src/model/index.ts';
import { traceOf } from './spans.ts';

const nanoPerMs = 1_000_000;

/** The path as `C60-101 E50-60`: spans and milliseconds, latest first. */
export function pathText(trace: Trace): string {
  return criticalPath(trace)
    .map(
      ({ position, startNano, endNano }) =>
        `${trace.spans[position]?.name}${startNano / nanoPerMs}-${endNano / nanoPerMs}`,
    )
    .join(' ');
}

/** Checks the sections, that they sum to the root's duration, and that the input was left as it was. */
export function assertPath(notation: string, expected: string): void {
  const trace = traceOf(notation);
  const before = structuredClone(trace);
  assert.equal(pathText(trace), expected);
  const root = trace.spans.find(span => span.parentId === undefined);
  const sum = criticalPath(trace).reduce((total, section) => total + section.endNano - section.startNano, 0);
  assert.equal(sum, (root?.endNano ?? 0) - (root?.startNano ?? 0));
  assert.deepEqual(trace, before);
}

/** Checks each span's own milliseconds on the path. */
export function assertOwnTimes(notation: string, expected: Readonly<Record<string, number>>): void {
  const trace = traceOf(notation);
  const own: Record<string, number> = {};
  for (const { position, startNano, endNano } of criticalPath(trace)) {
    const name = trace.spans[position]?.name ?? '';
    own[name] = (own[name] ?? 0) + (endNano - startNano) / nanoPerMs;
  }
  assert.deepEqual({ ...own }, expected);
}
