import { type Mix, type Scenario, scenarios } from '../../../../load-tests/catalogue.ts';
import { highestRateOf, secondsOf } from '../../../../load-tests/lib/profile.ts';
import { droppedVisitsShare, objectives, passingChecksShare } from '../../../../load-tests/objectives.ts';
import { scenarioNames } from './arguments.ts';

/** The scenarios and what they hold the shop to. */
export function listText(): string {
  const widest = Math.max(...scenarioNames.map(name => name.length));
  const lines = scenarioNames.flatMap(name => {
    const { mix, profile }: Scenario = scenarios[name];
    const factor = profile.latencyFactor === 1 ? '' : `, latencies may be ${profile.latencyFactor} times as long`;
    return [
      `  ${name.padEnd(widest)}  ${profile.about}`,
      `  ${''.padEnd(widest)}  ${mixText(mix)}; ${secondsOf(profile)} s, up to ${highestRateOf(profile)} visits/s${factor}`,
    ];
  });
  const promises = Object.entries(objectives).map(
    ([journey, { p95Ms, p99Ms, failedShare }]) =>
      `  ${journey.padEnd(widest)}  95 % within ${p95Ms} ms, 99 % within ${p99Ms} ms, fewer than ${failedShare * 100} % failed`,
  );
  return [
    'Scenarios:',
    '',
    ...lines,
    '',
    'Objectives, by journey:',
    '',
    ...promises,
    `  ${'all'.padEnd(widest)}  more than ${passingChecksShare * 100} % of the checks pass, at most ${droppedVisitsShare * 100} % of the visits are left out`,
    '',
    'npm run load -- smoke is the one to begin with.',
  ].join('\n');
}

function mixText(mix: Mix): string {
  return Object.entries(mix)
    .map(([journey, part]) => `${part} % ${journey}`)
    .join(', ');
}
