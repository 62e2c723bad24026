import type { Fault } from '@spanshop/shared/faults';

/** From what users feel to the span that shows it: each hint says more than the one before. */
export function hintsOf({ symptom, truth, sort, inJaeger }: Fault): readonly [string, string, string] {
  const entrance = truth.path[0] ?? truth;
  const services = truth.path.map(({ service }) => service);
  const way = services.filter((service, at) => service !== services[at - 1]).join(' > ');
  const tool = sort === 'tracing' ? ' It is the traces that are broken: npm run diagnose -- audit 1m.' : '';
  return [
    `What users feel at ${symptom.endpoint}: ${symptom.inWords}${tool}`,
    `Where to look: traces of ${entrance.operation} in ${entrance.service}, which lead through ${way}. Look at ${truth.service}.`,
    `Which span: ${truth.operation} in ${truth.service}. ${inJaeger}`,
  ];
}
