import type { Fault, Faults, Magnitude } from '../faults/index.ts';
import { noFaults } from '../faults/index.ts';

/** Seams that the test itself switches, for everybody: no file of flags and no waiting for one. */
export interface SwitchableFaults extends Faults {
  /** Resolves when it is in effect. */
  turnOn(fault: Fault, magnitude: Magnitude): Promise<void>;
  turnOff(fault: Fault): Promise<void>;
}

export function switchableFaults(): SwitchableFaults {
  const on = new Map<string, number>();
  const conditions: { fault: Fault; begin(magnitude: number): Promise<void>; end(): Promise<void> }[] = [];
  const conditionsOf = (fault: Fault) => conditions.filter(condition => condition.fault.name === fault.name);
  return {
    ...noFaults,
    choose:
      (fault, healthy, faulty) =>
      (...given) => {
        const magnitude = on.get(fault.name);
        return magnitude === undefined ? healthy(...given) : faulty(magnitude)(...given);
      },
    whileOn(fault, { begin, end }) {
      conditions.push({ fault, begin, end });
    },
    async turnOn(fault, magnitude) {
      const value = fault.magnitudes.values[magnitude - 1] as number;
      on.set(fault.name, value);
      for (const condition of conditionsOf(fault)) await condition.begin(value);
    },
    async turnOff(fault) {
      on.delete(fault.name);
      for (const condition of conditionsOf(fault)) await condition.end();
    },
  };
}
