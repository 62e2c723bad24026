import type { Comparison } from './comparison.ts';
import type { Culprit, FaultKind } from './culprit.ts';
import { isSameBlame } from './same-blame.ts';
import { thresholds } from './thresholds.ts';

/** Faults that make others run into their time limits. */
const causesOfTimeouts: ReadonlySet<FaultKind> = new Set([
  'retry-storm',
  'n-plus-one',
  'pool-exhaustion',
  'lock-contention',
  'deadlock',
  'event-loop-block',
  'cpu-hot-loop',
  'gc-pressure',
  'cpu-starvation',
  'slow-query',
  'saturation',
]);

/**
 * Puts errors and slow-downs into one order, by what a user feels: a slow-down by its least size as a share of the
 * baseline's latency, errors by their points. One that is both becomes one. Timeouts, when a confident slow-down explains
 * them, and errors that a retry storm was triggered by follow the one that explains them.
 */
export function rank(
  slower: readonly Culprit[],
  failing: readonly Culprit[],
  comparison: Comparison,
): readonly Culprit[] {
  const baselineMs = comparison.difference.baselineLatencyNano / 1e6;
  const merged = slower.map(culprit => {
    const twin = failing.find(other => isSameBlame(other, culprit));
    return twin ? mergeTwins(culprit, twin) : culprit;
  });
  const rest = failing.filter(culprit => !slower.some(other => isSameBlame(other, culprit)));
  const confident = merged.filter(culprit => culprit.confidence !== 'none');
  const explained = (culprit: Culprit) =>
    (culprit.kind === 'timeout' && confident.some(cause => causesOfTimeouts.has(cause.kind))) ||
    (culprit.errorRate !== undefined && confident.some(cause => cause.kind === 'retry-storm' && cause !== culprit));

  const weight = (culprit: Culprit): number => {
    if (culprit.confidence === 'none') return culprit.slowDownMs / baselineMs - 1e6;
    const points = culprit.errorRate ? 100 * (culprit.errorRate.after - culprit.errorRate.before) : 0;
    const felt = culprit.leastSlowDownMs / baselineMs + points * thresholds.latencyShareOfErrorPoint;
    return explained(culprit) ? felt - 1e3 : felt;
  };
  return [...merged, ...rest].sort((a, b) => weight(b) - weight(a));
}

function mergeTwins(slow: Culprit, failing: Culprit): Culprit {
  const confidence = slow.confidence === 'high' || failing.confidence === 'high' ? 'high' : failing.confidence;
  return {
    ...slow,
    confidence,
    errorRate: failing.errorRate,
    evidence: [...failing.evidence, ...slow.evidence],
    exemplars: failing.exemplars.length > 0 ? failing.exemplars : slow.exemplars,
  };
}
