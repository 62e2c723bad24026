import exec from 'k6/execution';
import { type Mix, type ScenarioName, scenarios } from '../catalogue.ts';
import { type Assortment, newVisitor, type Visitor } from '../lib/visitors.ts';
import type { JourneyName } from '../objectives.ts';
import { browse } from './browse.ts';
import { cancel } from './cancel.ts';
import { look } from './look.ts';
import { order } from './order.ts';

const journeys: Readonly<Record<JourneyName, (visitor: Visitor) => void>> = { browse, order, look, cancel };

/** One visit: somebody takes one of the scenario's journeys, as often as the mix says. */
export function visit(assortment: Assortment): void {
  const { mix } = scenarios[exec.scenario.name as ScenarioName];
  journeys[pickJourney(mix, Math.random())](newVisitor(assortment));
}

/** @param random in [0, 1) */
export function pickJourney(mix: Mix, random: number): JourneyName {
  const weights = Object.entries(mix) as [JourneyName, number][];
  let left = random * weights.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [journey, weight] of weights) {
    left -= weight;
    if (left < 0) return journey;
  }
  return (weights.at(-1) as [JourneyName, number])[0];
}
