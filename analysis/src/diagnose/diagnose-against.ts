import type { Window } from '../compare/index.ts';
import type { Culprit, NamedCulprit } from './culprit.ts';
import { type Diagnosis, diagnose, diagnoseOpenly } from './diagnose.ts';
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
  const { diagnosis, missingFor } = diagnoseOpenly(first, degraded);
  const checks = others.map(baseline => diagnose(baseline, degraded));
  const windows = { ...diagnosis.windows, otherBaselines: others.map(baseline => summaryOf(baseline)) };
  if (!diagnosis.comparable || others.length === 0) return { ...diagnosis, windows };

  const culprits = diagnosis.culprits.flatMap(culprit => standingAgainst(culprit, checks.filter(isComparable)));
  const fallen = diagnosis.culprits.filter(culprit => !culprits.some(other => isSameBlame(other, culprit)));
  const candidates = diagnosis.candidates.map(candidate => afterwards(candidate, culprits, fallen));
  const warnings = [...diagnosis.warnings, ...checks.flatMap(unusable), ...fallen.map(fallsAgainst(checks))];
  const reason = culprits.length > 0 ? undefined : (diagnosis.reason ?? warnings.at(-1));
  // Nothing makes surer of those that fell.
  const stood = candidates.filter(candidate => !fallen.some(other => isSameBlame(other, candidate)));
  const missing = culprits.length === 0 && fallen.length > 0 ? [] : missingFor(culprits, stood);
  return { ...diagnosis, windows, culprits, candidates, missing, warnings, reason };
}

/** A candidate as sure as the baselines together leave it. */
function afterwards(candidate: Culprit, standing: readonly Culprit[], fallen: readonly Culprit[]): Culprit {
  if (fallen.some(other => isSameBlame(other, candidate))) {
    return { ...candidate, confidence: 'none', doubt: 'does not stand against every baseline' };
  }
  const stands = standing.find(other => isSameBlame(other, candidate));
  return stands ? { ...candidate, confidence: stands.confidence } : candidate;
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
