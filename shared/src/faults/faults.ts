import type { Fault, Switchable } from './fault.ts';

type AsyncFunction<Arguments extends unknown[], Result> = (...given: Arguments) => Promise<Result>;

/** Who a call is for, where the service knows it: what shares of customers are drawn by. */
export interface Facts {
  customerId?: string;
}

/** What a condition does while it lasts; both ends may come again and again, after a crash too. */
export interface Condition {
  /** @param magnitude in the unit that the fault's entry says */
  begin(magnitude: number): Promise<void>;
  /** Puts everything back, also what an earlier process left behind. */
  end(): Promise<void>;
}

/** The seams of a service: each place where something can be made to go wrong while it runs. */
export interface Faults {
  /**
   * A function that goes the healthy way, or the fault's way for requests that it is on for. Where lab mode is off it is
   * the healthy function itself.
   *
   * @param faulty gets the magnitude in the unit that the fault's entry says, and gives the function to call
   * @param factsOf whom a call is for
   */
  choose<Arguments extends unknown[], Result>(
    fault: Switchable,
    healthy: AsyncFunction<Arguments, Result>,
    faulty: (magnitude: number) => AsyncFunction<Arguments, Result>,
    factsOf?: (...given: Arguments) => Facts,
  ): AsyncFunction<Arguments, Result>;
  /** A state of the whole process or of its data, which lasts as long as the fault is on for everybody. */
  whileOn(fault: Fault, condition: Condition): void;
  /** First puts back what a crash left behind, then follows the flags. */
  start(): Promise<void>;
  /** Ends every condition. */
  stop(): Promise<void>;
  /** What an operator may know: never which faults there are, or are on. */
  state(): LabState;
}

export interface LabState {
  labMode: boolean;
  /** A digest of the flags that are in effect, conditions included. */
  version: string | undefined;
  problem: string | undefined;
}

/** Outside lab mode nothing can go wrong on purpose. */
export const noFaults: Faults = {
  choose: (_fault, healthy) => healthy,
  whileOn() {},
  async start() {},
  async stop() {},
  state: () => ({ labMode: false, version: undefined, problem: undefined }),
};
