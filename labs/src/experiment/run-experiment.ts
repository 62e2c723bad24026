import { SentenceError } from '@spanshop/shared/errors';
import type { Fault, Magnitude } from '@spanshop/shared/faults';
import { readFlags, type Switch, untilInEffect, writeFlags } from '../flags/index.ts';
import { emptyShop } from './empty-shop.ts';
import { type Finding, findBy } from './finding.ts';
import type { Interruption, Laboratory } from './laboratory.ts';
import { type Observed, observe } from './observe.ts';
import { queryUrlOf } from './read-back.ts';
import { refuseWhileReserved } from './reserve.ts';

/** What is tried, and with whom. */
export interface ExperimentOptions {
  fault: Fault;
  magnitude: Magnitude;
  /** Sends the same visitors each time. */
  seed: number;
  visitsPerSecond?: number | undefined;
  seconds?: number | undefined;
  interruption: Interruption;
  /** Is told what is done next. */
  onStep: (step: string) => void;
}

/** What came out; an experiment that was interrupted lacks what comes later. */
export interface Experiment {
  readonly fault: Fault;
  readonly magnitude: Magnitude;
  readonly seed: number;
  /** What else is on, in all of the windows. */
  readonly besides: readonly Switch[];
  before?: Observed;
  during?: Observed;
  finding?: Finding;
  after?: Observed;
}

/**
 * Loads a shop three times, healthy, with a fault, and cured, and says what the traces alone tell of it. Whatever happens, the
 * fault is off at the end and the demo's shoppers are back.
 *
 * @throws SentenceError where the shop does not do what it is asked to
 */
export async function runExperiment(laboratory: Laboratory, options: ExperimentOptions): Promise<Experiment> {
  const { lab, kept } = laboratory;
  const { fault, magnitude, seed, visitsPerSecond, seconds, interruption, onStep } = options;
  const { signal } = interruption;
  // Before anybody comes: what is loaded has to be read back.
  queryUrlOf(laboratory.shop);
  await refuseWhileReserved(laboratory);
  const { switches, salt } = await readFlags(lab.flagFile);
  if (salt !== undefined) throw new SentenceError('a blind lab is on: npm run lab -- reveal ends it');
  const besides = switches.filter(on => on.fault !== fault);
  const experiment: Experiment = { fault, magnitude, seed, besides };
  const healthy = nameOf('healthy', besides);
  const faulty = nameOf(`${fault.name} ${magnitude}`, besides);
  const set = async (wanted: readonly Switch[]) => untilInEffect(lab, await writeFlags(lab.flagFile, wanted));
  const look = (state: string, wanted: readonly Switch[], { mayBeKept = true, untilSettled = false } = {}) => {
    const how = { mayBeKept, untilSettled, bringAbout: () => set(wanted) };
    return observe(laboratory, { seed, visitsPerSecond, seconds, signal, state, ...how });
  };

  const resume = await emptyShop(laboratory, signal);
  interruption.onForce(() => Promise.allSettled([writeFlags(lab.flagFile, besides), resume()]));
  try {
    onStep('the healthy shop under load');
    experiment.before = await look(healthy, besides, { untilSettled: true });
    if (experiment.before.isKept) onStep('a window of a few minutes ago serves, since nothing has changed');
    onStep('the fault is switched on, and the same visitors come again');
    experiment.during = await look(faulty, [...besides, { fault, magnitude, scope: { of: 'all' } }]);
    onStep('the traces are compared');
    experiment.finding = findBy(fault.sort, experiment.before, experiment.during);
    onStep('the fault is switched off, and the same visitors come once more');
    experiment.after = await look(healthy, besides, { mayBeKept: false });
    await kept.forget(faulty);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await set(besides).finally(resume);
  }
  return experiment;
}

function nameOf(state: string, besides: readonly Switch[]): string {
  return [state, ...besides.map(on => `${on.fault.name} ${on.magnitude} ${JSON.stringify(on.scope)}`)].join(', ');
}
