import { createRandom } from '@spanshop/analysis/statistics';
import { SentenceError } from '@spanshop/shared/errors';
import type { Fault } from '@spanshop/shared/faults';

/** What somebody who plays may ask for: anything that users feel, anything that breaks traces, or one fault. */
export type Wish = 'random' | 'tracing' | Fault;

/**
 * The faults that fulfil a wish, in an order that follows from the seed alone.
 *
 * @throws SentenceError where there is none
 */
export function drawFaults(
  catalogue: readonly Fault[],
  wish: Wish,
  seed: number,
): readonly [Fault, ...(readonly Fault[])] {
  const [first, ...rest] = shuffled(wishedFor(catalogue, wish), createRandom(seed));
  if (!first) throw new SentenceError('the catalogue has no such fault');
  return [first, ...rest];
}

function wishedFor(catalogue: readonly Fault[], wish: Wish): readonly Fault[] {
  switch (wish) {
    case 'random':
      return catalogue.filter(({ sort }) => sort === 'performance');
    case 'tracing':
      return catalogue.filter(({ sort }) => sort === 'tracing');
    default:
      return [wish];
  }
}

/** By Fisher and Yates. */
function shuffled<T>(values: readonly T[], random: () => number): T[] {
  const shuffled = [...values];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
  }
  return shuffled;
}
