import type { Logger } from '../logging/index.ts';
import type { Fault } from './fault.ts';
import type { Condition } from './faults.ts';

/** A condition as it stands: `unknown` until what an earlier process may have left behind is put back. */
interface Standing {
  fault: Fault;
  condition: Condition;
  magnitude: number | 'unknown' | undefined;
}

export interface Conditions {
  add(fault: Fault, condition: Condition): void;
  /** Brings each to what is wanted, those that changed alone. One that fails is told and stays to be done. */
  reach(wanted: (fault: Fault) => Promise<number | undefined>): Promise<boolean>;
}

/** Begins and ends conditions one after another, so that none is begun while it still ends. */
export function followConditions(logger: Logger): Conditions {
  const all: Standing[] = [];

  async function reachOne(standing: Standing, magnitude: number | undefined): Promise<void> {
    if (standing.magnitude === magnitude) return;
    if (standing.magnitude !== undefined) {
      await standing.condition.end();
      standing.magnitude = undefined;
    }
    if (magnitude === undefined) return;
    standing.magnitude = 'unknown';
    await standing.condition.begin(magnitude);
    standing.magnitude = magnitude;
  }

  return {
    add(fault, condition) {
      all.push({ fault, condition, magnitude: 'unknown' });
    },
    async reach(wanted) {
      let isReached = true;
      for (const standing of all) {
        try {
          await reachOne(standing, await wanted(standing.fault));
        } catch (error) {
          isReached = false;
          // Neither the fault nor its statement is told: whoever looks for it reads logs too.
          const code = error instanceof Error && 'code' in error ? error.code : undefined;
          logger.warn({ code }, 'a change of the laboratory did not take effect; it is tried again');
        }
      }
      return isReached;
    },
  };
}
