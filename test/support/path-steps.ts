import assert from 'node:assert/strict';
import { spanNames } from '@spanshop/analysis/compare';
import { classSections, criticalPath } from '@spanshop/analysis/critical-path';
import type { Trace } from '@spanshop/analysis/model';

/** A start and an end, both cut: Jaeger's own JSON and Zipkin's have whole microseconds, OTLP has nanoseconds. */
const roundingNano = 2_000;

export interface PathStep {
  readonly span: string;
  readonly does: string;
  readonly nano: number;
}

/** The critical path in order; what the rounding may have made or unmade is left out. Zipkin lowercases names. */
export function pathSteps(trace: Trace): readonly PathStep[] {
  return classSections(trace, criticalPath(trace)).flatMap(({ position, startNano, endNano, class: kind }) => {
    const span = trace.spans[position];
    if (!span || endNano - startNano <= roundingNano) return [];
    const does = `${kind} of ${spanNames(trace, position).operation} in ${span.service}`.toLowerCase();
    return [{ span: span.spanId, does, nano: endNano - startNano }];
  });
}

/** The same spans in the same order for the same reasons, and as long up to the rounding of the formats. */
export function assertSamePath(actual: readonly PathStep[], expected: readonly PathStep[]): void {
  const told = (steps: readonly PathStep[]) => steps.map(({ span, does }) => `${span} ${does}`);
  assert.deepEqual(told(actual), told(expected));
  actual.forEach(({ nano, does }, index) => {
    const difference = Math.abs(nano - (expected[index]?.nano ?? 0));
    assert.ok(difference <= roundingNano, `${does}: ${difference} ns apart`);
  });
}
