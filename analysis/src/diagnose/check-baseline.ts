import { filterWindow, type Window } from '../compare/index.ts';
import { type Comparison, compareWindows } from './comparison.ts';
import type { Culprit } from './culprit.ts';
import { thresholds } from './thresholds.ts';

export interface BaselineCheck {
  readonly culprits: readonly Culprit[];
  readonly reason: string | undefined;
  readonly warnings: readonly string[];
}

/**
 * Compares the first half of the baseline with the second: nothing may be found (A/A). If something is, the baseline was
 * not steady: a culprit that already shows within the baseline is withdrawn, others lose one grade of confidence.
 */
export function checkBaseline(
  baseline: Window,
  culprits: readonly Culprit[],
  candidatesOf: (halves: Comparison) => readonly Culprit[],
): BaselineCheck {
  const steady = { culprits, reason: undefined, warnings: [] };
  if (culprits.length === 0) return steady;
  const middleMs = (baseline.fromUnixMs + baseline.toUnixMs) / 2;
  const first = filterWindow(baseline, request => request.startUnixMs < middleMs);
  const second = filterWindow(baseline, request => request.startUnixMs >= middleMs);
  if (Math.min(first.requests.length, second.requests.length) < thresholds.leastTraces) return steady;

  const found = candidatesOf(compareWindows(first, second)).filter(culprit => culprit.confidence !== 'none');
  if (found.length === 0) return steady;
  const kept = culprits
    .filter(culprit => !found.some(other => other.service === culprit.service && other.kind === culprit.kind))
    .map(lessConfident)
    .filter(culprit => culprit.confidence !== 'none');
  const drifting = `${found[0]?.kind} of ${found[0]?.operation} in ${found[0]?.service}`;
  const warning = `The baseline is not steady: its second half differs from its first (${drifting}).`;
  return { culprits: kept, reason: kept.length === 0 ? warning : undefined, warnings: [warning] };
}

function lessConfident(culprit: Culprit): Culprit {
  return { ...culprit, confidence: culprit.confidence === 'high' ? 'medium' : 'none' };
}
