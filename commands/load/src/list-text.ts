import { textTable } from '@spanshop/terminal';
import { highestRateOf, secondsOf } from '../../../load-tests/lib/profile.ts';
import { droppedVisitsShare, objectives, passingChecksShare } from '../../../load-tests/objectives.ts';
import { findK6 } from './k6/find-k6.ts';
import { type InspectedScenario, inspectScenario } from './k6/inspect-scenario.ts';
import { type ScenarioName, scenarioNames } from './scenario-names.ts';

export type InspectedScenarios = Readonly<Record<ScenarioName, InspectedScenario>>;

/** Asks k6 about every scenario. @throws SentenceError when there is no k6, or it cannot read one */
export async function inspectAll(environment: NodeJS.ProcessEnv): Promise<InspectedScenarios> {
  const k6 = await findK6(environment);
  const all = scenarioNames.map(async name => [name, await inspectScenario({ k6, scenario: name, variables: {} })]);
  return Object.fromEntries(await Promise.all(all));
}

/** The scenarios and what they hold the shop to. */
export function listText(scenarios: InspectedScenarios): string {
  const rows = scenarioNames.flatMap(name => {
    const { about, mix, profile, latencyFactor } = scenarios[name];
    const factor = latencyFactor === 1 ? '' : `, latencies may be ${latencyFactor} times as long`;
    return [
      ['', name, about],
      ['', '', `${mixText(mix)}; ${secondsOf(profile)} s, up to ${highestRateOf(profile)} visits/s${factor}`],
    ];
  });
  const promises = Object.entries(objectives).map(([journey, { p95Ms, p99Ms, failedShare }]) => [
    '',
    journey,
    `95 % within ${p95Ms} ms, 99 % within ${p99Ms} ms, fewer than ${failedShare * 100} % failed`,
  ]);
  const forAll = `more than ${passingChecksShare * 100} % of the checks pass, at most ${droppedVisitsShare * 100} % of the visits are left out`;
  return [
    'Scenarios:',
    '',
    textTable(rows),
    '',
    'Objectives, by journey:',
    '',
    textTable([...promises, ['', 'all', forAll]]),
    '',
    'npm run load -- smoke is the one to begin with.',
  ].join('\n');
}

function mixText(mix: InspectedScenario['mix']): string {
  return Object.entries(mix)
    .sort(([, a], [, b]) => b - a)
    .map(([journey, part]) => `${part} % ${journey}`)
    .join(', ');
}
