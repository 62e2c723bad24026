import type { Mix } from '../catalogue.ts';
import type { JourneyName } from '../objectives.ts';

/**
 * One of the journeys of a mix, as often as it says.
 *
 * @param random in [0, 1)
 */
export function pickJourney(mix: Mix, random: number): JourneyName {
  const weights = Object.entries(mix) as [JourneyName, number][];
  let left = random * weights.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [journey, weight] of weights) {
    left -= weight;
    if (left < 0) return journey;
  }
  return (weights.at(-1) as [JourneyName, number])[0];
}
