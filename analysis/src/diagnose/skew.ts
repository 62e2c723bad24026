import type { RequestFacts } from '../compare/index.ts';
import { benjaminiHochberg, fisherGreaterAcross, quantile } from '../statistics/index.ts';
import { type AttributeCounts, type Contrast, contrastOf, countByAttribute } from './attribute-counts.ts';
import type { Comparison } from './comparison.ts';
import { thresholds } from './thresholds.ts';

/** One value of an attribute whose requests go wrong far more often than others of the same endpoints. */
export interface Skew {
  readonly attribute: string;
  readonly value: string;
  readonly relativeRisk: number;
  /** The part of the bad requests beyond those that the baseline had as well, which have this value. */
  readonly coverage: number;
}

/**
 * Looks for a value of any attribute that bad requests have in common: failed ones, or slower than the p99 of their
 * endpoint in the baseline. The value must be about as frequent in both windows (otherwise it is an outcome, not a
 * property), and must not have been at such a risk before. The strongest first.
 */
export function findSkews({ mix }: Comparison): readonly Skew[] {
  const limits = new Map(mix.pairs.map(pair => [pair.endpoint, p99(pair.baseline)]));
  const isBad = (request: RequestFacts) =>
    request.failed || request.latencyNano > (limits.get(request.endpoint) ?? Number.POSITIVE_INFINITY);
  const before = mix.pairs.flatMap(pair => pair.baseline);
  const after = mix.pairs.flatMap(pair => pair.degraded);
  const usual = before.filter(isBad).length / before.length;
  const excess = after.filter(isBad).length - usual * after.length;
  if (!(excess > 0)) return [];

  const { mostValues, relativeRisk, coverage, q } = thresholds.skew;
  const countsBefore = countByAttribute(mix.pairs, 'baseline', isBad, mostValues);
  const values = [...countByAttribute(mix.pairs, 'degraded', isBad, mostValues).values()].flatMap(counts =>
    [...counts.ofValues.keys()].map(value => ({ attribute: counts.attribute, value, is: contrastOf(counts, value) })),
  );
  const qValues = benjaminiHochberg(values.map(({ is }) => fisherGreaterAcross(is.tables)));
  return values
    .filter(({ attribute, value, is }, index) => {
      const was = wasBefore(countsBefore.get(attribute), value);
      const isUsual = was && isProperty(was, is, before.length, after.length) && was.relativeRisk < relativeRisk;
      return isUsual && (qValues[index] as number) < q;
    })
    .map(({ attribute, value, is }) => ({
      attribute,
      value,
      coverage: (is.own.bad - usual * is.own.all) / excess,
      relativeRisk: is.relativeRisk,
    }))
    .filter(skew => skew.relativeRisk >= relativeRisk && skew.coverage >= coverage)
    .sort((a, b) => b.relativeRisk * b.coverage - a.relativeRisk * a.coverage || (nameOf(a) < nameOf(b) ? -1 : 1));
}

function wasBefore(counts: AttributeCounts | undefined, value: string): Contrast | undefined {
  return counts && contrastOf(counts, value);
}

/** Frequent enough, and about as frequent as before. */
function isProperty(was: Contrast, is: Contrast, requestsBefore: number, requestsAfter: number): boolean {
  const { least, mostShareChange } = thresholds.skew;
  if (Math.min(was.own.all, is.own.all) < least) return false;
  const shareChange = is.own.all / requestsAfter / (was.own.all / requestsBefore);
  return shareChange < mostShareChange && shareChange > 1 / mostShareChange;
}

function p99(requests: readonly RequestFacts[]): number {
  return quantile(
    requests.map(request => request.latencyNano),
    0.99,
  );
}

function nameOf({ attribute, value }: Pick<Skew, 'attribute' | 'value'>): string {
  return `${attribute}\u0000${value}`;
}
