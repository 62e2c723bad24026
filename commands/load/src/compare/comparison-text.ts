import { textTable } from '@spanshop/terminal';
import type { RunRecord } from '../runs/run-record.ts';
import type { Comparison, Difference } from './compare-digests.ts';

/** Two runs side by side, for the terminal. */
export function comparisonText(first: RunRecord, second: RunRecord, comparison: Comparison): string {
  const { differences, tooLittle, confidence } = comparison;
  const rows = [
    ['journey', '', 'first', 'second', 'difference', `interval (all ${confidence * 100} %)`, ''],
    ...differences.map(rowOf),
  ];
  const isText = (column: number) => column < 2 || column === 6;
  return [
    `first   ${aboutRun(first)}`,
    `second  ${aboutRun(second)}`,
    '',
    ...(differences.length > 0 ? [textTable(rows, column => !isText(column))] : []),
    ...tooLittle.map(
      ({ journey, batches: [a, b] }) =>
        `${journey}: too few requests to compare (${a} and ${b} stretches of at least 20)`,
    ),
    '',
    ...caveats(first, second),
    conclusion(differences),
  ].join('\n');
}

function rowOf({ journey, statistic, first, second, difference, low, high, verdict }: Difference): string[] {
  const signed = (value: number) => `${value >= 0 ? '+' : ''}${value.toFixed(1)}`;
  return [
    journey,
    statistic,
    `${first.toFixed(1)} ms`,
    `${second.toFixed(1)} ms`,
    `${signed(difference)} ms`,
    `${signed(low)} to ${signed(high)} ms`,
    verdict,
  ];
}

function aboutRun({ id, scenario, plan, startedAt, state }: RunRecord): string {
  const how = state === 'finished' ? '' : `, ${state}`;
  return `${id}  ${scenario}, ${plan.visits} visits in ${Math.round(plan.seconds)} s, ${startedAt}${how}`;
}

/** What makes two runs hard to compare. */
function caveats(first: RunRecord, second: RunRecord): string[] {
  const differs = (what: string, a: unknown, b: unknown) =>
    JSON.stringify(a) === JSON.stringify(b) ? [] : [`Mind: the runs differ in ${what}.`];
  const { loadAtStart: _first, ...firstHost } = first.host;
  const { loadAtStart: _second, ...secondHost } = second.host;
  return [
    ...differs('their scenario', [first.scenario, first.plan], [second.scenario, second.plan]),
    ...differs('their machine', firstHost, secondHost),
    ...differs('their sampler', first.sampler, second.sampler),
    ...differs('their versions', first.versions, second.versions),
  ];
}

function conclusion(differences: readonly Difference[]): string {
  if (differences.length === 0) return 'There is nothing to compare.';
  const more = differences.filter(({ verdict }) => verdict !== 'noise');
  if (more.length === 0) return 'The runs differ by no more than noise.';
  return `More than noise: ${more.map(({ journey, statistic, verdict }) => `${journey} ${statistic} ${verdict}`).join(', ')}.`;
}
