import type { JourneyName } from '../objectives.ts';

/** Which journeys visitors take, by how many of 100 take each. */
export type Mix = Readonly<Partial<Record<JourneyName, number>>>;

/**
 * One of the journeys of a mix, as often as it says.
 *
 * @param random in [0, 1)
 */
export function pickJourney<M extends Mix>(mix: M, random = Math.random()): keyof M & JourneyName {
  const weights = Object.entries(mix) as [keyof M & JourneyName, number][];
  let left = random * weights.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [journey, weight] of weights) {
    left -= weight;
    if (left < 0) return journey;
  }
  return (weights.at(-1) as (typeof weights)[number])[0];
}
