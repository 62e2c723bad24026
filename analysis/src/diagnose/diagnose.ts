import { tailFrom, type Window } from '../compare/index.ts';
import { checkBaseline } from './check-baseline.ts';
import { type Comparison, compareWindows } from './comparison.ts';
import type { Culprit, NamedCulprit, Scope } from './culprit.ts';
import { partOfSpread } from './doubt.ts';
import { errorCulprits } from './explanations/error-culprits.ts';
import { inMs, percent } from './explanations/explanation.ts';
import { starvedServices } from './explanations/process-load.ts';
import { withVanishedWork } from './explanations/vanished-work.ts';
import { latencyCulprits } from './latency-culprits.ts';
import { named } from './named.ts';
import { rank } from './rank.ts';
import { findSkews } from './skew.ts';
import { thresholds } from './thresholds.ts';
import { atMostMedium } from './unmeasured.ts';
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
  /** What a reader should know about the comparison itself. */
  readonly warnings: readonly string[];
  /** Mean latency of the requests compared, weighed by the degraded mix; milliseconds. */
  readonly baselineMs: number;
  readonly degradedMs: number;
  readonly requests: { readonly baseline: number; readonly degraded: number };
}

const mostCulprits = 2;

/** Names who made the degraded window worse than the baseline, or nobody. Pure: the same windows give the same answer. */
export function diagnose(baseline: Window, degraded: Window): Diagnosis {
  const comparison = compareWindows(baseline, degraded);
  const compared = comparison.mix.pairs;
  const requests = {
    baseline: compared.reduce((sum, pair) => sum + pair.baseline.length, 0),
    degraded: compared.reduce((sum, pair) => sum + pair.degraded.length, 0),
  };
  const incomparable = whyIncomparable(baseline, degraded, requests);
  if (incomparable) return { ...nothing(comparison, requests), comparable: false, reason: incomparable };

  const candidates = withVanishedWork(candidatesOf(comparison), comparison);
  const confident = candidates.filter(culprit => culprit.confidence !== 'none').slice(0, mostCulprits);
  const check = checkBaseline(baseline, confident, half => withVanishedWork(candidatesOf(half), half));
  return {
    ...nothing(comparison, requests),
    culprits: check.culprits.map(culprit => named(culprit, comparison)),
    candidates,
    reason: check.culprits.length > 0 ? undefined : (check.reason ?? reasonOf(comparison, candidates)),
    warnings: [...warningsOf(comparison), ...check.warnings],
  };
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

function nothing({ difference }: Comparison, requests: Diagnosis['requests']): Diagnosis {
  const { baselineLatencyNano, degradedLatencyNano } = difference;
  const latency = { baselineMs: baselineLatencyNano / 1e6, degradedMs: degradedLatencyNano / 1e6 };
  return { culprits: [], candidates: [], comparable: true, reason: undefined, warnings: [], requests, ...latency };
}

function whyIncomparable(baseline: Window, degraded: Window, requests: Diagnosis['requests']): string | undefined {
  if (baseline.requests.length === 0) return 'The baseline window is empty.';
  if (degraded.requests.length === 0) return 'The degraded window is empty.';
  if (requests.baseline === 0) return 'The two windows have no endpoint in common.';
  const [before, after] = [tracesOf(baseline), tracesOf(degraded)];
  const shared = [...after].filter(traceId => before.has(traceId)).length;
  if (shared > 0) return `The windows overlap: ${shared} traces are in both.`;
  const { leastTraces } = thresholds;
  if (Math.min(before.size, after.size) >= leastTraces) return undefined;
  return `There are too few traces to compare: ${before.size} and ${after.size}, at least ${leastTraces} each are needed.`;
}

function tracesOf({ requests }: Window): ReadonlySet<string> {
  return new Set(requests.map(request => request.traceId));
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

function warningsOf({ baseline, degraded, mix }: Comparison): readonly string[] {
  const warnings: string[] = [];
  const overlap = Math.min(baseline.toUnixMs, degraded.toUnixMs) - Math.max(baseline.fromUnixMs, degraded.fromUnixMs);
  if (overlap > 0) warnings.push(`The windows overlap in time by ${(overlap / 1000).toFixed(1)} s.`);
  if (mix.onlyInBaseline.length > 0) warnings.push(`Only in the baseline: ${mix.onlyInBaseline.join(', ')}.`);
  if (mix.onlyInDegraded.length > 0) warnings.push(`Only in the degraded window: ${mix.onlyInDegraded.join(', ')}.`);
  return warnings;
}
