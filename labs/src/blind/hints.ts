import type { Fault } from '@spanshop/shared/faults';
import { servicesOn } from '../experiment/index.ts';

/** From what users feel to the span that shows it: each hint says more than the one before. */
export function hintsOf({ symptom, truth, sort, inJaeger }: Fault): readonly [string, string, string] {
  const entrance = truth.path[0] ?? truth;
  const way = servicesOn(truth.path).join(' > ');
  const tool = sort === 'tracing' ? ' It is the traces that are broken: npm run diagnose -- audit 1m.' : '';
  return [
    `What users feel at ${symptom.endpoint}: ${symptom.inWords}${tool}`,
    `Where to look: traces of ${entrance.operation} in ${entrance.service}, which lead through ${way}. Look at ${truth.service}.`,
    `Which span: ${truth.operation} in ${truth.service}. ${inJaeger}`,
  ];
}
