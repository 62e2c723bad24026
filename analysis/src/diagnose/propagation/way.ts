import type { EndpointPair, PathKey, RequestFacts } from '../../compare/index.ts';
import { mean } from '../../statistics/index.ts';
import type { Comparison } from '../comparison.ts';
import type { Blame, Culprit } from '../culprit.ts';
import { findingNano } from '../settling.ts';

export type Suspect = Blame & Pick<Culprit, 'keyIds'>;

/** What of one request is looked at. */
export type Read = (request: RequestFacts) => number;

/** Where a culprit did most, and how what it did is measured there. */
export interface Way {
  readonly of: 'time' | 'errors';
  readonly endpoint: string;
  /** The operation at which it shows. */
  readonly operationId: string;
  /** What it did in one request: nanoseconds, or 1 for a failure. */
  readonly culprit: Read;
  /** The same of an operation. */
  ofOperation(id: string): Read;
  /** What it added to each request of the endpoint. */
  readonly added: number;
}

/** Undefined when the culprit shows in none of the requests compared. */
export function wayOf(suspect: Suspect, comparison: Comparison): Way | undefined {
  return suspect.keyIds.size > 0 ? slowWay(suspect, comparison) : failedWay(suspect, comparison);
}

export function growthOf({ baseline, degraded }: EndpointPair, read: Read): number {
  return mean(degraded.map(read)) - mean(baseline.map(read));
}

function slowWay({ keyIds }: Suspect, { mix, degraded }: Comparison): Way | undefined {
  const culprit: Read = request => findingNano(request, { keyIds });
  const pair = largest(mix.pairs, each => each.weight * growthOf(each, culprit));
  if (!pair) return undefined;
  const keys = [...keyIds].flatMap(id => degraded.keys.get(id) ?? []);
  const key = largest(keys, ({ id }: PathKey) => growthOf(pair, ({ path }) => path.get(id)?.nano ?? 0));
  if (!key) return undefined;
  return {
    of: 'time',
    endpoint: pair.endpoint,
    operationId: key.operationId,
    culprit,
    ofOperation: id => request => request.operations.get(id)?.durationNano ?? 0,
    added: growthOf(pair, culprit),
  };
}

interface Place {
  readonly pair: EndpointPair;
  readonly id: string;
}

/** Failures show at the operation that is blamed, or at the calls of it. */
function failedWay({ service, operation }: Suspect, { mix, after }: Comparison): Way | undefined {
  const ofOperation = (id: string): Read => {
    return ({ operations }) => ((operations.get(id)?.failures ?? 0) > 0 ? 1 : 0);
  };
  const blamed = [...after.operations.values()].filter(
    facts =>
      (facts.service === service && (facts.operation === operation || facts.entry === operation)) ||
      (facts.peer === service && facts.operation === operation),
  );
  const places = mix.pairs.flatMap(pair => blamed.map(({ id }) => ({ pair, id })));
  const place = largest(places, ({ pair, id }) => pair.weight * growthOf(pair, ofOperation(id)));
  if (!place) return unmarkedWay(places, ofOperation);
  const culprit = ofOperation(place.id);
  const { endpoint } = place.pair;
  return { of: 'errors', endpoint, operationId: place.id, culprit, ofOperation, added: growthOf(place.pair, culprit) };
}

/** What fails without a status leaves no mark on the way to it: where it is done most, without evidence. */
function unmarkedWay(places: readonly Place[], ofOperation: (id: string) => Read): Way | undefined {
  const ran =
    ({ id }: Place): Read =>
    request =>
      request.operations.get(id)?.count ?? 0;
  const place = largest(places, each => each.pair.weight * mean(each.pair.degraded.map(ran(each))));
  if (!place) return undefined;
  const { pair, id } = place;
  const [endpoint, added] = [pair.endpoint, Number.POSITIVE_INFINITY];
  return { of: 'errors', endpoint, operationId: id, culprit: ran(place), ofOperation, added };
}

/** The first of those with most, if it is more than nothing. */
function largest<T>(values: readonly T[], sizeOf: (value: T) => number): T | undefined {
  let [found, most]: [T | undefined, number] = [undefined, 0];
  for (const value of values) {
    const size = sizeOf(value);
    if (size > most) [found, most] = [value, size];
  }
  return found;
}
