import type { RequestFacts } from '../compare/index.ts';
import { benjaminiHochberg, fisherGreater, quantile } from '../statistics/index.ts';
import type { Comparison } from './comparison.ts';
import { thresholds } from './thresholds.ts';

/** One value of an attribute whose requests go wrong far more often than the others. */
export interface Skew {
  readonly attribute: string;
  readonly value: string;
  readonly relativeRisk: number;
  /** The part of the bad requests beyond those that the baseline had as well, which have this value. */
  readonly coverage: number;
}

interface Table {
  readonly attribute: string;
  readonly value: string;
  bad: number;
  good: number;
}

/**
 * Looks for a value of any attribute that bad requests have in common: failed ones, or slower than the p99 of their
 * endpoint in the baseline. The value must be about as frequent in both windows (otherwise it is an outcome, not a
 * property), and must not have been at such a risk before. The strongest coverage first.
 */
export function findSkews({ mix }: Comparison): readonly Skew[] {
  const limits = new Map(mix.pairs.map(pair => [pair.endpoint, p99(pair.baseline)]));
  const isBad = (request: RequestFacts) =>
    request.failed || request.latencyNano > (limits.get(request.endpoint) ?? Number.POSITIVE_INFINITY);
  const before = mix.pairs.flatMap(pair => pair.baseline);
  const after = mix.pairs.flatMap(pair => pair.degraded);
  const allBad = after.filter(isBad).length;
  const usual = before.filter(isBad).length / before.length;
  const excess = allBad - usual * after.length;
  if (!(excess > 0)) return [];
  const tables = tablesOf(after, isBad);
  const tablesBefore = new Map(tablesOf(before, isBad).map(table => [nameOf(table), table]));

  const pValues = tables.map(table =>
    fisherGreater(table.bad, table.good, allBad - table.bad, after.length - allBad - table.good),
  );
  const qValues = benjaminiHochberg(pValues);
  return tables
    .filter((table, index) => {
      const { least, q, mostShareChange, relativeRisk } = thresholds.skew;
      const was = tablesBefore.get(nameOf(table));
      if (!was || was.bad + was.good < least || table.bad + table.good < least || (qValues[index] as number) >= q)
        return false;
      const shareChange = (table.bad + table.good) / after.length / ((was.bad + was.good) / before.length);
      const isProperty = shareChange < mostShareChange && shareChange > 1 / mostShareChange;
      return isProperty && riskOf(was, before, isBad) < relativeRisk;
    })
    .map(({ attribute, value, bad, good }) => ({
      attribute,
      value,
      coverage: (bad - usual * (bad + good)) / excess,
      relativeRisk: riskOf({ bad, good }, after, isBad),
    }))
    .filter(skew => skew.relativeRisk >= thresholds.skew.relativeRisk && skew.coverage >= thresholds.skew.coverage)
    .sort((a, b) => b.relativeRisk * b.coverage - a.relativeRisk * a.coverage || (nameOf(a) < nameOf(b) ? -1 : 1));
}

function tablesOf(requests: readonly RequestFacts[], isBad: (request: RequestFacts) => boolean): readonly Table[] {
  const byAttribute = new Map<string, Map<string, Table>>();
  for (const request of requests) {
    const bad = isBad(request);
    for (const [attribute, value] of request.dimensions) {
      const values = byAttribute.get(attribute) ?? new Map<string, Table>();
      byAttribute.set(attribute, values);
      if (values.size > thresholds.skew.mostValues) continue;
      const table = values.get(value) ?? { attribute, value, bad: 0, good: 0 };
      if (bad) table.bad += 1;
      else table.good += 1;
      values.set(value, table);
    }
  }
  const few = [...byAttribute.values()].filter(values => values.size > 1 && values.size <= thresholds.skew.mostValues);
  return few.flatMap(values => [...values.values()]);
}

/** How much likelier requests with the value are bad than the others; half a request is added so that none is zero. */
function riskOf(
  { bad, good }: Pick<Table, 'bad' | 'good'>,
  requests: readonly RequestFacts[],
  isBad: (request: RequestFacts) => boolean,
): number {
  const others = requests.length - bad - good;
  const othersBad = requests.filter(isBad).length - bad;
  if (others === 0) return 1;
  return bad / (bad + good) / ((othersBad + 0.5) / (others + 0.5));
}

function p99(requests: readonly RequestFacts[]): number {
  return quantile(
    requests.map(request => request.latencyNano),
    0.99,
  );
}

function nameOf({ attribute, value }: Pick<Table, 'attribute' | 'value'>): string {
  return `${attribute}\u0000${value}`;
}
