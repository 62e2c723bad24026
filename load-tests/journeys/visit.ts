import exec from 'k6/execution';
import { type ScenarioName, scenarios } from '../catalogue.ts';
import { pickJourney } from '../lib/pick-journey.ts';
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
