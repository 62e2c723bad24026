import { createRandom } from '@spanshop/analysis/statistics';
import type { Switch } from '@spanshop/labs/flags';
import type { Fault, Magnitude } from '@spanshop/shared/faults';
import type { DiagnosisArguments } from './arguments.ts';

/** A window that is to be recorded beside a healthy one. */
export interface PlannedCase {
  readonly name: string;
  readonly seed: number;
  readonly magnitude: Magnitude | undefined;
  readonly on: readonly Switch[];
  /** How many times the usual number of visitors come. */
  readonly rateFactor: number;
  /** The seed of the visitors, where they are to be others than in the baseline. */
  readonly visitorsSeed: number;
}

type Wanted = Pick<DiagnosisArguments, 'faults' | 'seeds' | 'magnitudes' | 'pairs' | 'controls'>;

/** Healthy windows in which something else than a fault is different; nobody may be named in them. */
const controls = [
  { name: 'the same again', rateFactor: 1, otherVisitors: false },
  { name: 'other visitors', rateFactor: 1, otherVisitors: true },
  { name: 'half as many again', rateFactor: 1.5, otherVisitors: true },
  { name: 'half as many', rateFactor: 0.5, otherVisitors: true },
];
const otherVisitors = 10_000;

/** All cases of one seed, in the order in which they are recorded. */
export function casesOf({ faults, magnitudes, pairs, controls: wantsControls }: Wanted, seed: number): PlannedCase[] {
  const on = (fault: Fault, magnitude: Magnitude): Switch => ({ fault, magnitude, scope: { of: 'all' } });
  const usual = { seed, rateFactor: 1, visitorsSeed: seed };
  const single = faults.flatMap(fault =>
    magnitudes.map(magnitude => ({ ...usual, name: fault.name, magnitude, on: [on(fault, magnitude)] })),
  );
  const both = pairsOf(faults, pairs, seed).map(pair => ({
    ...usual,
    name: pair.map(({ name }) => name).join(' + '),
    magnitude: 2 as const,
    on: pair.map(fault => on(fault, 2)),
  }));
  const healthy = wantsControls
    ? controls.map(({ name, rateFactor, otherVisitors: others }) => ({
        ...usual,
        name,
        magnitude: undefined,
        on: [],
        rateFactor,
        visitorsSeed: others ? seed + otherVisitors : seed,
      }))
    : [];
  return [...healthy, ...single, ...both];
}

/** Pairs of faults of different services, drawn by the seed. */
function pairsOf(faults: readonly Fault[], count: number, seed: number): (readonly [Fault, Fault])[] {
  const random = createRandom(seed);
  const all = faults
    .filter(({ sort }) => sort === 'performance')
    .flatMap((one, at, some) => some.slice(at + 1).map(other => [one, other] as const))
    .filter(([one, other]) => one.truth.service !== other.truth.service);
  return all
    .map(pair => ({ pair, order: random() }))
    .sort((a, b) => a.order - b.order)
    .slice(0, count)
    .map(({ pair }) => pair);
}
