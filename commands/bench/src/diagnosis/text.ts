import { mean, quantile, wilsonInterval } from '@spanshop/analysis/statistics';
import { textTable } from '@spanshop/terminal';
import { methods, type ScoredCase } from './score.ts';

/** Bars of the project for single faults, as parts of 1. */
const bars = { operation: 0.92, kind: 0.85, third: 0.98, path: 0.85 } as const;

export interface Summary {
  readonly text: string;
  /** Which bars are missed, in words. */
  readonly missed: readonly string[];
}

/** The table of all cases, and the figures of each method. */
export function summaryOf(cases: readonly ScoredCase[]): Summary {
  const single = cases.filter(({ label }) => label.sort === 'performance' && label.truths.length === 1);
  const pairs = cases.filter(({ label }) => label.truths.length === 2);
  const controls = cases.filter(({ label }) => label.sort === 'control');
  const tracing = cases.filter(({ label }) => label.sort === 'tracing');
  const falseNames = controls.filter(({ named }) => named.length > 0);
  const figures = figuresOf(single);
  const missed = [
    ...(figures.operation < bars.operation ? [`service and operation first in ${percent(figures.operation)}`] : []),
    ...(figures.kind < bars.kind ? [`with the kind in ${percent(figures.kind)}`] : []),
    ...(figures.third < bars.third ? [`among the first three in ${percent(figures.third)}`] : []),
    ...(figures.path < bars.path ? [`the path in ${percent(figures.path)}`] : []),
    ...(falseNames.length > 0 ? [`somebody named in ${falseNames.length} of ${controls.length} controls`] : []),
    ...(tracing.some(({ audited }) => !audited) ? ['a fault of tracing that audit does not name'] : []),
  ];
  const blocks = [
    casesText(single),
    methodsText(single),
    ...(single.length > 0 ? [furtherText(single)] : []),
    ...(pairs.length > 0 ? [pairsText(pairs)] : []),
    ...(tracing.length > 0 ? [tracingText(tracing)] : []),
    ...(controls.length > 0 ? [controlsText(controls, falseNames)] : []),
    missed.length === 0 ? 'Every bar is reached.' : `Missed: ${missed.join('; ')}.`,
  ];
  return { text: blocks.join('\n\n'), missed };
}

function casesText(cases: readonly ScoredCase[]): string {
  const rows = cases.map(({ label, ranks, pathIsTrue, named, delaySeconds }) => {
    const our = ranks.get('diagnose');
    const [first] = named;
    return [
      label.name,
      `${label.magnitude ?? ''}`,
      `${label.seed}`,
      label.felt ? feltText(label.felt) : '',
      place(our?.service),
      place(our?.operation),
      place(our?.kind),
      pathIsTrue === undefined ? '-' : yes(pathIsTrue),
      delaySeconds === undefined ? '-' : `${delaySeconds} s`,
      first ? `${first.service}: ${first.operation} [${first.kind}]` : 'nobody',
    ];
  });
  const head = ['fault', 'magn.', 'seed', 'felt', 'service', 'operation', 'kind', 'path', 'delay', 'named first'];
  return `Ranks of the truth, as diagnose has it:\n${textTable([head, ...rows])}`;
}

function feltText({ before, during, isFelt }: NonNullable<ScoredCase['label']['felt']>): string {
  const errors = during.errorRate - before.errorRate;
  const change =
    errors >= 0.05 ? `+${(100 * errors).toFixed(0)} points` : `x ${(during.p95Ms / before.p95Ms).toFixed(1)}`;
  return isFelt ? change : `${change} (not felt)`;
}

function methodsText(cases: readonly ScoredCase[]): string {
  const rows = methods.map(name => {
    const at = (level: 'service' | 'operation' | 'kind', rank: number) =>
      share(cases.map(({ ranks }) => (ranks.get(name)?.[level] ?? Number.POSITIVE_INFINITY) <= rank));
    const kind = (rank: number) => (name === 'diagnose' ? at('kind', rank) : '');
    return [name, at('service', 1), at('service', 3), at('operation', 1), at('operation', 3), kind(1), kind(3)];
  });
  const guess = (of: (choices: ScoredCase['choices']) => number) =>
    cases.length === 0 ? '' : percent(mean(cases.map(({ choices }) => 1 / of(choices))));
  const floor = ['a guess', guess(({ services }) => services), '', guess(({ operations }) => operations), '', '', ''];
  const head = ['method', 'service @1', '@3', 'operation @1', '@3', 'with kind @1', '@3'];
  return `How often the truth is first, and among the first three (95 % intervals by Wilson):\n${textTable([head, ...rows, floor])}`;
}

function furtherText(cases: readonly ScoredCase[]): string {
  const named = cases.filter(({ pathIsTrue }) => pathIsTrue !== undefined);
  const delays = cases.flatMap(({ delaySeconds }) => (delaySeconds === undefined ? [] : [delaySeconds]));
  const median = delays.length === 0 ? '-' : `${quantile(delays, 0.5)} s`;
  return [
    `Path from a user to the culprit, where somebody is named: ${share(named.map(({ pathIsTrue }) => pathIsTrue === true))}.`,
    `Named with confidence: ${share(cases.map(({ named: who }) => who.length > 0))}; time until the truth is first and stays it: median ${median}.`,
  ].join('\n');
}

function pairsText(cases: readonly ScoredCase[]): string {
  const recall = mean(cases.map(({ found }) => found / 2));
  const rows = cases.map(({ label, found }) => [label.name, `${label.seed}`, `${found} of 2`]);
  return `Two at once, recall among the first two: ${percent(recall)}.\n${textTable([['faults', 'seed', 'found'], ...rows])}`;
}

function tracingText(cases: readonly ScoredCase[]): string {
  const rows = cases.map(({ label, audited }) => [label.name, `${label.seed}`, yes(audited === true)]);
  return `Faults of tracing, by audit:\n${textTable([['fault', 'seed', 'named'], ...rows])}`;
}

function controlsText(controls: readonly ScoredCase[], wrong: readonly ScoredCase[]): string {
  const names = wrong.map(
    ({ label, named }) =>
      `  ${label.name}, seed ${label.seed}: ${named.map(one => `${one.service}: ${one.operation} [${one.kind}]`).join(', ')}`,
  );
  return [`Controls in which somebody is named: ${wrong.length} of ${controls.length}.`, ...names].join('\n');
}

function figuresOf(cases: readonly ScoredCase[]) {
  const rate = (is: (one: ScoredCase) => boolean) => (cases.length === 0 ? 1 : cases.filter(is).length / cases.length);
  const rankOf = ({ ranks }: ScoredCase, level: 'operation' | 'kind') =>
    ranks.get('diagnose')?.[level] ?? Number.POSITIVE_INFINITY;
  return {
    operation: rate(one => rankOf(one, 'operation') === 1),
    kind: rate(one => rankOf(one, 'kind') === 1),
    third: rate(one => rankOf(one, 'operation') <= 3),
    path: rate(({ pathIsTrue }) => pathIsTrue === true),
  };
}

function share(hits: readonly boolean[]): string {
  const count = hits.filter(Boolean).length;
  if (hits.length === 0) return '-';
  const { low, high } = wilsonInterval(count, hits.length);
  return `${count} of ${hits.length} (${percent(low)} to ${percent(high)})`;
}

function percent(part: number): string {
  return `${(100 * part).toFixed(0)} %`;
}

function place(rank: number | undefined): string {
  return rank === undefined ? '-' : `${rank}`;
}

function yes(is: boolean): string {
  return is ? 'yes' : 'no';
}
