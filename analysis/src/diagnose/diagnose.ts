import { tailFrom, type Window } from '../compare/index.ts';
import { checkBaseline } from './check-baseline.ts';
import { comparabilityWarnings, comparableWindows, whyIncomparable } from './comparability.ts';
import { type Comparison, compareWindows } from './comparison.ts';
import type { Culprit, NamedCulprit, Scope } from './culprit.ts';
import { partOfSpread } from './doubt.ts';
import { type EndpointChange, endpointChanges } from './endpoint-change.ts';
import { errorCulprits } from './explanations/error-culprits.ts';
import { inMs, percent } from './explanations/explanation.ts';
import { missingEvidence } from './explanations/missing-evidence.ts';
import { starvedServices } from './explanations/process-load.ts';
import { withVanishedWork } from './explanations/vanished-work.ts';
import { inferredEdges } from './inferred-edges.ts';
import { latencyCulprits } from './latency-culprits.ts';
import { named } from './named.ts';
import { rank } from './rank.ts';
import { findSkews } from './skew.ts';
import { thresholds } from './thresholds.ts';
import { atMostMedium } from './unmeasured.ts';
import { summaryOf, type WindowSummary } from './window-summary.ts';
import { narrowed } from './within-scope.ts';

export interface Diagnosis {
  /** The culprits with confidence, the weightiest first; empty means "no confident culprit". At most two. */
  readonly culprits: readonly NamedCulprit[];
  /** All candidates in rank order, the confident ones included; for people who want to look further. */
  readonly candidates: readonly Culprit[];
  /** False when the windows could not be compared at all: empty, overlapping, too few traces, nothing in common. */
  readonly comparable: boolean;
  /** Why nobody is named, when nobody is. One sentence. */
  readonly reason: string | undefined;
  /** What is missing to be surer, the one thing that would decide most first; sentences. */
  readonly missing: readonly string[];
  /** What a reader should know about the comparison itself. */
  readonly warnings: readonly string[];
  /** Mean latency of the requests compared, weighed by the degraded mix; milliseconds. */
  readonly baselineMs: number;
  readonly degradedMs: number;
  readonly requests: { readonly baseline: number; readonly degraded: number };
  /** When the windows were. Further baselines are those that a culprit had to stand against too: see `diagnoseAgainst`. */
  readonly windows: {
    readonly baseline: WindowSummary;
    readonly degraded: WindowSummary;
    readonly otherBaselines: readonly WindowSummary[];
  };
  /** The endpoints that users call. */
  readonly endpoints: readonly EndpointChange[];
}

const mostCulprits = 2;

/** A diagnosis, and how to say what is missing where other culprits and candidates are left of it. */
export interface OpenDiagnosis {
  readonly diagnosis: Diagnosis;
  missingFor(culprits: readonly Culprit[], candidates: readonly Culprit[]): readonly string[];
}

/** Names who made the degraded window worse than the baseline, or nobody. Pure: the same windows give the same answer. */
export function diagnose(before: Window, after: Window): Diagnosis {
  return diagnoseOpenly(before, after).diagnosis;
}

export function diagnoseOpenly(before: Window, after: Window): OpenDiagnosis {
  const { baseline, degraded, shared } = comparableWindows(before, after);
  const comparison = compareWindows(baseline, degraded);
  const compared = comparison.mix.pairs;
  const requests = {
    baseline: compared.reduce((sum, pair) => sum + pair.baseline.length, 0),
    degraded: compared.reduce((sum, pair) => sum + pair.degraded.length, 0),
  };
  const missingFor: OpenDiagnosis['missingFor'] = (culprits, candidates) =>
    missingEvidence(culprits, candidates, comparison);
  const incomparable = whyIncomparable(comparison, requests, shared);
  if (incomparable) {
    const diagnosis = { ...nothing(comparison, requests), comparable: false, reason: incomparable };
    return { diagnosis, missingFor };
  }

  const candidates = withVanishedWork(candidatesOf(comparison), comparison);
  const confident = candidates.filter(culprit => culprit.confidence !== 'none').slice(0, mostCulprits);
  const check = checkBaseline(baseline, confident, half => withVanishedWork(candidatesOf(half), half));
  const diagnosis: Diagnosis = {
    ...nothing(comparison, requests),
    culprits: check.culprits.map(culprit => named(culprit, comparison)),
    candidates,
    missing: missingFor(check.culprits, candidates),
    reason: check.culprits.length > 0 ? undefined : (check.reason ?? reasonOf(comparison, candidates)),
    warnings: [...inferredEdges(baseline, degraded), ...comparabilityWarnings(comparison, shared), ...check.warnings],
  };
  return { diagnosis, missingFor };
}

/** The whole first; where one value of an attribute stands out, that; then each endpoint and the tail on their own. */
function candidatesOf(comparison: Comparison): readonly Culprit[] {
  const whole = examine(comparison, { of: 'all' });
  // Where everything is late somewhere, looking closer would only find where.
  if (starvedServices(comparison).length > 0 || spreadOf(comparison, whole) !== undefined) return whole;
  for (const { attribute, value } of findSkews(comparison).slice(0, 1)) {
    const scope: Scope = { of: 'attribute', attribute, value };
    const found = examine(narrowed(comparison, scope), scope);
    if (isConfident(found)) return found;
  }
  if (isConfident(whole)) return whole;

  for (const { endpoint, baseline, degraded } of comparison.mix.pairs) {
    if (Math.min(baseline.length, degraded.length) < thresholds.narrow.leastRequests) continue;
    const scope: Scope = { of: 'endpoint', endpoint };
    const found = examine(narrowed(comparison, scope), scope);
    if (isConfident(found)) return found;
  }
  const tail: Scope = { of: 'tail', fromPercentile: tailFrom * 100 };
  const tails = narrowed(comparison, tail);
  const fewest = Math.min(tails.baseline.requests.length, tails.degraded.requests.length);
  if (fewest < thresholds.narrow.leastRequests) return whole;
  const found = latencyCulprits(tails, tail);
  return isConfident(found) ? found : whole;
}

function examine(comparison: Comparison, scope: Scope): readonly Culprit[] {
  const slower = latencyCulprits(comparison, scope).map(culprit => atMostMedium(culprit, comparison));
  return rank(slower, errorCulprits(comparison, scope), comparison);
}

function isConfident(culprits: readonly Culprit[]): boolean {
  return culprits.some(culprit => culprit.confidence !== 'none');
}

function nothing(comparison: Comparison, requests: Diagnosis['requests']): Diagnosis {
  const { difference, baseline, degraded } = comparison;
  return {
    culprits: [],
    candidates: [],
    comparable: true,
    reason: undefined,
    missing: [],
    warnings: [],
    baselineMs: difference.baselineLatencyNano / 1e6,
    degradedMs: difference.degradedLatencyNano / 1e6,
    requests,
    windows: { baseline: summaryOf(baseline), degraded: summaryOf(degraded), otherBaselines: [] },
    endpoints: endpointChanges(comparison),
  };
}

function reasonOf(comparison: Comparison, candidates: readonly Culprit[]): string {
  const { difference } = comparison;
  const change = difference.degradedLatencyNano / difference.baselineLatencyNano - 1;
  if (change < thresholds.medium.leastShare)
    return 'Requests are not clearly slower, and not clearly failing more often.';
  const starved = starvedServices(comparison);
  if (starved.length > 0) {
    return `The machine is short of CPU: event loops are late in ${starved.join(', ')}, by more than what they use of it explains.`;
  }
  const first = candidates[0];
  if (!first) return 'Requests are slower, but nothing on their critical paths grew.';
  const { kind, operation, service, doubt, stability, leastSlowDownMs } = first;
  const name = `${kind} of ${operation} in ${service}`;
  const spread = spreadOf(comparison, candidates);
  if (spread !== undefined) {
    return `Requests are slower, but in many places: the largest, ${name}, makes ${percent(spread)} of it.`;
  }
  const least = `came out first in ${percent(stability)} of the resamples, with at least ${inMs(leastSlowDownMs)}`;
  return `Requests are slower, but no cause stands out: the first candidate, ${name}, ${doubt ?? least}.`;
}

function spreadOf(comparison: Comparison, candidates: readonly Culprit[]): number | undefined {
  return partOfSpread(1e6 * Math.max(...candidates.map(({ slowDownMs }) => slowDownMs), 0), comparison);
}
