import { estimateRatio, mean } from '@spanshop/analysis/statistics';
import { textTable } from '@spanshop/terminal';
import type { Turn } from '../tracing-tax/turns.ts';

export interface Measured {
  /** Turns outside lab mode, and in lab mode with everything off, of the same rounds in the same order. */
  outside: readonly Turn[];
  inside: readonly Turn[];
}

/** What lab mode costs while nothing is on, as ratios with their 95 % intervals. */
export function report({ outside, inside }: Measured): string[] {
  const row = (what: string, field: keyof Turn, digits: number) => {
    const [bare, lab] = [outside.map(turn => turn[field]), inside.map(turn => turn[field])];
    const { ratio, low, high } = estimateRatio(lab, bare);
    const interval = `${ratio.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
    return { cells: [what, mean(bare).toFixed(digits), mean(lab).toFixed(digits), interval], low, high };
  };
  const cpu = row('CPU ms a checkout', 'cpuMsPerCheckout', 2);
  const rate = row('checkouts a second', 'checkoutsPerSecond', 1);
  const isWithinNoise = [cpu, rate].every(({ low, high }) => low <= 1 && high >= 1);
  return [
    '',
    textTable([['', 'lab mode off', 'on, all faults off', 'ratio'], cpu.cells, rate.cells], column => column > 0),
    '',
    `In brackets: the 95 % interval over the ${outside.length} rounds, each turn paired with the other of its round.`,
    isWithinNoise
      ? 'Faults that are off cost nothing that this run can tell from noise.'
      : 'Faults that are off make a difference: 1 is outside an interval.',
  ];
}
