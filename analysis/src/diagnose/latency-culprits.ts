import { type Resampled, resample } from './bootstrap.ts';
import type { Comparison } from './comparison.ts';
import type { Confidence, Culprit, Scope } from './culprit.ts';
import { doubtOf, partOfSpread } from './doubt.ts';
import { evidenceOf } from './evidence.ts';
import { exemplarsOf } from './exemplars.ts';
import { starvedServices } from './explanations/process-load.ts';
import { type Finding, findingsOf } from './findings.ts';
import { mostConfidence } from './most-confidence.ts';
import { chanceOf } from './permutation.ts';
import { thresholds } from './thresholds.ts';

// Only the largest are resampled: others cannot come near a threshold, and resampling is most of the work.
const mostFindings = 12;
const leastOfBaseline = 0.01;

/** What made requests slower, ranked by slow-down, each with the confidence that it is so; weak ones included. */
export function latencyCulprits(comparison: Comparison, scope: Scope): readonly Culprit[] {
  const { difference, mix } = comparison;
  if (mix.pairs.length === 0) return [];
  const baselineNano = difference.baselineLatencyNano;
  const findings = findingsOf(comparison)
    .filter((finding, index) => index < 2 || finding.deltaNano > leastOfBaseline * baselineNano)
    .slice(0, mostFindings);
  const resampled = resample(mix, findings);
  const totalNano = difference.degradedLatencyNano - baselineNano;
  const chance = chanceOf(mix, findings);
  const nobodysFault =
    starvedServices(comparison).length > 0 || partOfSpread(findings[0]?.deltaNano ?? 0, comparison) !== undefined;
  const places = placesTaken(findings, resampled, baselineNano, totalNano);

  return findings
    .filter(finding => finding.deltaNano > 0)
    .map((finding, index) => {
      const rank = Math.max(places, 1);
      const stability = resampled.stability(index, rank);
      const leastNano = resampled.leastNano(index);
      const next = findings[rank]?.deltaNano ?? 0;
      const gate = {
        leastShare: leastNano / baselineNano,
        stability,
        timesNext: finding.deltaNano / Math.max(next, 1),
      };
      const weighed = { finding, leastNano, chance: chance[index] as number };
      const doubt = doubtOf(weighed, comparison);
      const mayBeBlamed = index < rank && doubt === undefined && !nobodysFault;
      const { service, operation, kind, peer } = finding;
      return {
        service,
        operation,
        kind,
        peer,
        scope,
        confidence: mayBeBlamed ? noMoreThan(mostConfidence(weighed, comparison), confidenceOf(gate, scope)) : 'none',
        doubt,
        slowDownMs: finding.deltaNano / 1e6,
        share: totalNano > 0 ? finding.deltaNano / totalNano : 0,
        leastSlowDownMs: leastNano / 1e6,
        stability,
        errorRate: undefined,
        evidence: evidenceOf(finding, comparison),
        exemplars: exemplarsOf(comparison, finding),
        keyIds: finding.keyIds,
      };
    });
}

/**
 * How many findings are large enough to be culprits of their own. With two faults of one size each comes first in half of
 * the resamples; what has to be stable is that both are among the first two.
 */
function placesTaken(
  findings: readonly Finding[],
  resampled: Resampled,
  baselineNano: number,
  totalNano: number,
): number {
  const { leastShare, share } = thresholds.second;
  const large = findings.filter(
    (finding, index) =>
      resampled.leastNano(index) > leastShare * baselineNano && finding.deltaNano > share * Math.max(totalNano, 0),
  );
  return Math.min(large.length, 2);
}

function noMoreThan(most: Confidence, confidence: Confidence): Confidence {
  return most === 'medium' && confidence === 'high' ? 'medium' : confidence;
}

function confidenceOf(
  gate: { readonly leastShare: number; readonly stability: number; readonly timesNext: number },
  scope: Scope,
): Confidence {
  const { high, medium, narrow } = thresholds;
  if (scope.of === 'endpoint' || scope.of === 'tail') {
    return gate.leastShare > narrow.leastShare && gate.stability >= narrow.stability ? 'medium' : 'none';
  }
  const isHigh = gate.leastShare > high.leastShare && gate.stability >= high.stability;
  if (isHigh && gate.timesNext >= high.timesSecond) return 'high';
  return gate.leastShare > medium.leastShare && gate.stability >= medium.stability ? 'medium' : 'none';
}
