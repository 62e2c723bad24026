import type { Window } from '../compare/index.ts';
import type { NamedCulprit } from './culprit.ts';
import { type Diagnosis, diagnose } from './diagnose.ts';
import { isSameBlame } from './same-blame.ts';
import { summaryOf } from './window-summary.ts';

/**
 * As `diagnose`, with several baselines: a culprit has to stand against each of them, so that what one of them was like by
 * chance, or at another time of the day, is not blamed on anybody. The figures are those of the first.
 *
 * @param baselines at least one
 */
export function diagnoseAgainst(baselines: readonly [Window, ...Window[]], degraded: Window): Diagnosis {
  const [first, ...others] = baselines;
  const diagnosis = diagnose(first, degraded);
  const checks = others.map(baseline => diagnose(baseline, degraded));
  const windows = { ...diagnosis.windows, otherBaselines: others.map(baseline => summaryOf(baseline)) };
  if (!diagnosis.comparable || others.length === 0) return { ...diagnosis, windows };

  const standing = diagnosis.culprits.flatMap(culprit => standingAgainst(culprit, checks.filter(isComparable)));
  const fallen = diagnosis.culprits.filter(culprit => !standing.some(other => isSameBlame(other, culprit)));
  const warnings = [...diagnosis.warnings, ...checks.flatMap(unusable), ...fallen.map(fallsAgainst(checks))];
  const reason = standing.length > 0 ? undefined : (diagnosis.reason ?? warnings.at(-1));
  return { ...diagnosis, windows, culprits: standing, warnings, reason };
}

/** With the least confidence that any baseline gives it; nothing when one gives it none. */
function standingAgainst(culprit: NamedCulprit, checks: readonly Diagnosis[]): readonly NamedCulprit[] {
  const found = checks.map(({ candidates }) => candidates.find(other => isSameBlame(other, culprit)));
  if (found.some(other => other === undefined || other.confidence === 'none')) return [];
  return [found.some(other => other?.confidence === 'medium') ? { ...culprit, confidence: 'medium' } : culprit];
}

function fallsAgainst(checks: readonly Diagnosis[]): (culprit: NamedCulprit) => string {
  return culprit => {
    const at = checks.findIndex(check => check.comparable && standingAgainst(culprit, [check]).length === 0);
    const { kind, operation, service } = culprit;
    return `${kind} of ${operation} in ${service} stands against the first baseline, but not against number ${at + 2}.`;
  };
}

function unusable({ comparable, reason }: Diagnosis, index: number): readonly string[] {
  return comparable ? [] : [`Baseline number ${index + 2} was not used. ${reason}`];
}

function isComparable({ comparable }: Diagnosis): boolean {
  return comparable;
}
