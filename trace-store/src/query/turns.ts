import { setImmediate } from 'node:timers/promises';
import { busy } from '../http/refusals.ts';

/** How long one request works before the others have their turn. */
const turnMs = 20;

/** Cuts long work into turns, so that one request neither holds up all others nor works for ever. */
export interface Turns {
  /** Whether it is time for `next`. */
  isOver(): boolean;
  /**
   * Lets others have their turn.
   * @throws AppError 503 when the work has taken too long in all.
   */
  next(): Promise<void>;
  /** Stops the clock until `resume`, while somebody else works. */
  pause(): void;
  resume(): void;
}

/** @param mostMs how long all turns may take together. */
export function createTurns(mostMs: number): Turns {
  let [workedMs, turnStart] = [0, performance.now()];
  const pause = (): void => {
    workedMs += performance.now() - turnStart;
  };
  const resume = (): void => {
    turnStart = performance.now();
  };

  return {
    isOver: () => performance.now() - turnStart > turnMs,
    async next() {
      pause();
      if (workedMs > mostMs) throw busy('this takes too long: ask for less, by time, service or operation');
      await setImmediate();
      resume();
    },
    pause,
    resume,
  };
}
