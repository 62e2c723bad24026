import { createRandom } from '@spanshop/analysis/statistics';
import type { Fault } from '@spanshop/shared/faults';
import { drawFaults } from '../blind/index.ts';

/** One thing that goes wrong in a game day. */
export interface Round {
  readonly fault: Fault;
  /** How long the shop is healthy before. */
  readonly pauseMs: number;
  /** How long somebody has to find it. */
  readonly lastsMs: number;
}

/** About how long a round takes with its pause, in milliseconds. */
const roundMs = 5 * 60_000;
/** Of a round, its pause: nobody knows when something goes wrong. */
const pauses = { least: 0.1, most: 0.3 };

/** Rounds that fill a time. Both follow from the seed alone, so that two people play the same game. */
export function planGameDay(catalogue: readonly Fault[], seed: number, minutes: number): readonly Round[] {
  const random = createRandom(seed);
  const faults = drawFaults(catalogue, 'random', seed);
  const rounds = Math.min(Math.max(Math.round((minutes * 60_000) / roundMs), 1), faults.length);
  const eachMs = (minutes * 60_000) / rounds;
  return faults.slice(0, rounds).map(fault => {
    const pauseMs = Math.round(eachMs * (pauses.least + random() * (pauses.most - pauses.least)));
    return { fault, pauseMs, lastsMs: Math.round(eachMs) - pauseMs };
  });
}
