import { estimatePairedDifference, estimateRatio, mean } from '@spanshop/analysis/statistics';
import { textTable } from '@spanshop/terminal';
import { type SpanCounts, spanClasses } from './span-counts.ts';
import type { Turn } from './turns.ts';
import { defaultWayId, ours, untraced, type Way } from './ways.ts';

export interface Measured {
  ways: readonly Pick<Way, 'id' | 'name'>[];
  /** By the id of the way, of the same rounds in the same order. */
  turns: ReadonlyMap<string, readonly Turn[]>;
  /** Of one checkout on average, by the id of the way. */
  spans: Readonly<Record<string, SpanCounts>>;
}

const bars = { throughput: 0.85, addedCpu: 0.5 };

/** The tables and what they say, line by line. */
export function report({ ways, turns, spans }: Measured): string[] {
  const of = (id: string, field: keyof Turn) => (turns.get(id) ?? []).map(turn => turn[field]);
  const bare = { rate: of(untraced.id, 'checkoutsPerSecond'), cpu: of(untraced.id, 'cpuMsPerCheckout') };
  const costs = ways.map(({ id, name }) => {
    const rate = of(id, 'checkoutsPerSecond');
    const cpu = of(id, 'cpuMsPerCheckout');
    const isBare = id === untraced.id;
    return [
      name,
      mean(rate).toFixed(1),
      isBare ? '1' : interval(estimateRatio(rate, bare.rate), 3),
      mean(cpu).toFixed(2),
      isBare ? '1' : interval(estimateRatio(cpu, bare.cpu), 3),
      isBare ? '0' : interval(estimatePairedDifference(cpu, bare.cpu), 2),
    ];
  });
  const classes = ways.map(({ id, name }) => {
    const counts = spanClasses.map(spanClass => spans[id]?.[spanClass] ?? 0);
    const all = counts.reduce((sum, count) => sum + count, 0);
    return [name, all.toFixed(1), ...counts.map(count => count.toFixed(1))];
  });
  return [
    '',
    textTable(
      [['way', 'checkouts/s', 'of untraced', 'CPU ms/checkout', 'of untraced', 'CPU ms added'], ...costs],
      toTheRight,
    ),
    '',
    textTable(
      [
        ['spans a checkout', 'all', 'SERVER', 'calls', 'statements', 'pool waits', 'messages', 'steps', 'other'],
        ...classes,
      ],
      toTheRight,
    ),
    '',
    'In brackets: the 95 % interval over the rounds, each way paired with untraced of the same round.',
    ...reading(of, bare),
  ];
}

function reading(of: (id: string, field: keyof Turn) => number[], bare: { rate: number[]; cpu: number[] }): string[] {
  const throughput = estimateRatio(of(ours.id, 'checkoutsPerSecond'), bare.rate);
  const added = (id: string) => of(id, 'cpuMsPerCheckout').map((cpu, round) => cpu - (bare.cpu[round] ?? Number.NaN));
  const byUs = added(ours.id);
  const byDefault = added(defaultWayId);
  const isClear = [...byUs, ...byDefault].every(value => value > 0);
  const share = isClear ? estimateRatio(byUs, byDefault) : undefined;
  return [
    `Traced, the shop does ${interval(throughput, 3)} of the checkouts that it does untraced; the aim is ${bars.throughput}: ${verdict(throughput.ratio >= bars.throughput)}.`,
    share
      ? `Tracing here adds ${interval(share, 3)} of the CPU that the default way adds; the aim is at most ${bars.addedCpu}: ${verdict(share.ratio <= bars.addedCpu)}.`
      : 'The machine was too busy to tell how the CPU that tracing adds compares with the default way.',
  ];
}

const toTheRight = (column: number) => column > 0;

function verdict(isMet: boolean): string {
  return isMet ? 'met' : 'not met';
}

interface Estimate {
  low: number;
  high: number;
}

function interval(estimate: Estimate & ({ ratio: number } | { difference: number }), digits: number): string {
  const center = 'ratio' in estimate ? estimate.ratio : estimate.difference;
  return `${center.toFixed(digits)} (${estimate.low.toFixed(digits)} to ${estimate.high.toFixed(digits)})`;
}
