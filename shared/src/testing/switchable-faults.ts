import { hideSeams } from '../faults/hide-seams.ts';
import { type Condition, type Fault, type Faults, type Magnitude, noFaults } from '../faults/index.ts';

/** Seams that the test itself switches, for everybody: no file of flags and no waiting for one. */
export interface SwitchableFaults extends Faults {
  /** Resolves when it is in effect. */
  turnOn(fault: Fault, magnitude: Magnitude): Promise<void>;
  turnOff(fault: Fault): Promise<void>;
}

export function switchableFaults(): SwitchableFaults {
  hideSeams();
  const on = new Map<string, number>();
  const conditions: { of: Fault; condition: Condition }[] = [];
  const conditionsOf = (fault: Fault) => conditions.filter(({ of }) => of === fault).map(({ condition }) => condition);
  return {
    ...noFaults,
    choose:
      (fault, healthy, faulty) =>
      (...given) => {
        const magnitude = on.get(fault.name);
        return magnitude === undefined ? healthy(...given) : faulty(magnitude)(...given);
      },
    whileOn(of, condition) {
      conditions.push({ of, condition });
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
