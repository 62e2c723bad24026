import type { EndpointPair, RequestFacts } from '../compare/index.ts';
import type { HitTable } from '../statistics/index.ts';

/** How many requests there are, and how many of them went wrong. */
export interface Count {
  bad: number;
  all: number;
}

/** The requests that have an attribute, by endpoint and by value. */
export interface AttributeCounts {
  readonly attribute: string;
  readonly ofEndpoints: ReadonlyMap<string, Count>;
  readonly ofValues: ReadonlyMap<string, ReadonlyMap<string, Count>>;
}

/** Requests with a value against those of the same endpoints with another value. */
export interface Contrast {
  readonly own: Readonly<Count>;
  readonly others: Readonly<Count>;
  /** The same by endpoint. */
  readonly tables: readonly HitTable[];
  /** How much likelier its requests are to go wrong; 1 when there is nothing to compare with. */
  readonly relativeRisk: number;
}

/** Counts by every attribute that has at least two values and at most so many. */
export function countByAttribute(
  pairs: readonly EndpointPair[],
  side: 'baseline' | 'degraded',
  isBad: (request: RequestFacts) => boolean,
  mostValues: number,
): ReadonlyMap<string, AttributeCounts> {
  const counts = new Map<string, { ofEndpoints: Map<string, Count>; ofValues: Map<string, Map<string, Count>> }>();
  for (const { endpoint, [side]: requests } of pairs) {
    for (const request of requests) {
      const bad = isBad(request);
      for (const [attribute, value] of request.dimensions) {
        const { ofEndpoints, ofValues } = entryOf(counts, attribute, () => ({
          ofEndpoints: new Map(),
          ofValues: new Map(),
        }));
        if (ofValues.size > mostValues) continue;
        add(ofEndpoints, endpoint, bad);
        add(
          entryOf(ofValues, value, () => new Map<string, Count>()),
          endpoint,
          bad,
        );
      }
    }
  }
  const usable = [...counts].filter(([, { ofValues }]) => ofValues.size > 1 && ofValues.size <= mostValues);
  return new Map(usable.map(([attribute, each]) => [attribute, { attribute, ...each }]));
}

/**
 * Compares within endpoints, so that a value which one endpoint has more often is not blamed for what the endpoint does;
 * endpoints where all requests have the value tell nothing. Half a request is added to the others so that none is zero.
 * Source: the risk ratio of Mantel and Haenszel.
 */
export function contrastOf({ ofEndpoints, ofValues }: AttributeCounts, value: string): Contrast {
  const [own, others]: [Count, Count] = [
    { bad: 0, all: 0 },
    { bad: 0, all: 0 },
  ];
  const tables: HitTable[] = [];
  let [ownRisk, othersRisk] = [0, 0];
  for (const [endpoint, { bad, all }] of ofValues.get(value) ?? []) {
    const total = ofEndpoints.get(endpoint) as Count;
    if (total.all === all) continue;
    const [otherBad, otherAll] = [total.bad - bad, total.all - all];
    own.bad += bad;
    own.all += all;
    others.bad += otherBad;
    others.all += otherAll;
    tables.push({ hits: bad, misses: all - bad, otherHits: otherBad, otherMisses: otherAll - otherBad });
    ownRisk += (bad * otherAll) / total.all;
    othersRisk += (otherBad * all) / total.all;
  }
  const half = (0.5 * own.all) / (own.all + others.all);
  return { own, others, tables, relativeRisk: own.all === 0 ? 1 : ownRisk / (othersRisk + half) };
}

function add(counts: Map<string, Count>, endpoint: string, bad: boolean): void {
  const count = entryOf(counts, endpoint, () => ({ bad: 0, all: 0 }));
  count.all += 1;
  if (bad) count.bad += 1;
}

function entryOf<T>(map: Map<string, T>, key: string, create: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const created = create();
  map.set(key, created);
  return created;
}
