import type { Scope, Switch } from '@spanshop/labs/flags';
import type { Fault } from '@spanshop/shared/faults';
import { counted, textTable } from '@spanshop/terminal';

/** The catalogue: what a user feels of each, and nothing that gives its place away. */
export function listText(catalogue: readonly Fault[]): string {
  return textTable([['fault', 'what a user feels'], ...catalogue.map(({ name, symptom }) => [name, symptom.inWords])]);
}

/** Everything about one fault. */
export function showText(fault: Fault): string {
  const { truth, magnitudes, scopes } = fault;
  const confined = (['tenant', 'customers', 'request'] as const).map(scope =>
    scopes[scope] === true ? `${scope}: yes` : `${scope}: no, ${scopes[scope]}`,
  );
  return [
    fault.name,
    `  ${fault.mechanism}`,
    `felt at    ${fault.symptom.endpoint}: ${fault.symptom.inWords}`,
    `is         ${truth.service}: ${truth.operation} [${truth.kind}]`,
    `path       ${truth.path.map(({ service, operation }) => `${service}: ${operation}`).join(' -> ')}`,
    `magnitude  ${magnitudes.values.join(', ')} ${magnitudes.unit}`,
    `confined   ${confined.join('; ')}`,
    `to see it  ${fault.inJaeger}`,
    `cure       ${fault.cure}`,
    `source     ${fault.source.title}, ${fault.source.url}`,
  ].join('\n');
}

/** What is on by the file of flags. */
export function statusText(switches: readonly Switch[]): string {
  if (switches.length === 0) return 'Nothing is on: the shop is as it should be.';
  return switches
    .map(({ fault, magnitude, scope }) => `${fault.name}, magnitude ${magnitude}, ${whom(scope)}`)
    .join('\n');
}

/** What is on after a change, and that every process knows. */
export function switchText(switches: readonly Switch[], services: number, tookMs: number): string {
  const several = switches.length > 1 ? [`${switches.length} are on at once, and will hide each other.`] : [];
  const inEffect = `In effect in ${counted(services, 'service')} after ${(tookMs / 1_000).toFixed(1)} s.`;
  return [statusText(switches), ...several, inEffect].join('\n');
}

/** What an experiment is about, and that it takes a while. */
export function experimentTitle({ fault, magnitude, seed }: { fault: Fault; magnitude: number; seed: number }): string {
  const { unit, values } = fault.magnitudes;
  return [
    `${fault.name}, magnitude ${magnitude} (${values[magnitude - 1]} ${unit}), seed ${seed}`,
    `  ${fault.mechanism}`,
    '',
  ].join('\n');
}

/** That an experiment was not alone. */
export function besidesText(besides: readonly Switch[]): string {
  const names = besides.map(({ fault }) => fault.name).join(', ');
  return `In all of the windows ${names} ${besides.length === 1 ? 'was' : 'were'} on besides, and stays on.`;
}

function whom(scope: Scope): string {
  switch (scope.of) {
    case 'all':
      return 'for everybody';
    case 'tenant':
      return `for the storefront ${scope.tenant}`;
    case 'customers':
      return `for ${scope.percent} % of the customers`;
  }
}
