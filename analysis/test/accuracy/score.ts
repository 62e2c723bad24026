import { observeWindow, type Window } from '../../src/compare/index.ts';
import { type Diagnosis, diagnose } from '../../src/diagnose/index.ts';
import { asReported, type Fault, generateTraces, type ReportedKinds, type System } from '../generator/index.ts';

/** What a diagnosis made of faults that are known by construction. */
export interface Score {
  cases: number;
  /** The first culprit is in the service that has the fault. */
  right: number;
  wrong: number;
  /** Somebody is named with high confidence who has nothing to do with it. */
  wrongAndHigh: number;
  /** The first candidate is, with confidence or without. */
  first: number;
}

/** One fault, by what it was and what was said. */
export interface Said {
  readonly fault: Fault;
  readonly seed: number;
  readonly outcome: 'right' | 'wrong' | 'wrong and high' | 'nobody';
  readonly first: boolean;
  readonly diagnosis: Diagnosis;
}

const usualRequests = 300;
const apartMs = 600_000;

export function windowAs(kinds: ReportedKinds, system: System, seed: number, requests = usualRequests): Window {
  const traces = generateTraces({ system, requests, seed, fromUnixMs: 1_790_000_000_000 + seed * apartMs });
  return observeWindow([...traces].map(trace => asReported(trace, kinds)));
}

/** Diagnoses each fault against the healthy system. */
export function diagnoseFaults(
  healthy: System,
  faults: readonly Fault[],
  kinds: ReportedKinds,
  seed: number,
): readonly Said[] {
  const baseline = windowAs(kinds, healthy, seed);
  return faults.map((fault, index) => {
    const diagnosis = diagnose(baseline, windowAs(kinds, fault.system, seed + 1000 + index));
    const first = diagnosis.candidates[0]?.service === fault.service;
    return { fault, seed, outcome: outcomeOf(diagnosis, fault), first, diagnosis };
  });
}

function outcomeOf({ culprits }: Diagnosis, { service }: Fault): Said['outcome'] {
  if (culprits.some(culprit => culprit.confidence === 'high' && culprit.service !== service)) return 'wrong and high';
  const [first] = culprits;
  if (!first) return 'nobody';
  return first.service === service ? 'right' : 'wrong';
}

export function scoreOf(said: readonly Said[]): Score {
  const count = (is: (each: Said) => boolean) => said.filter(is).length;
  return {
    cases: said.length,
    right: count(({ outcome }) => outcome === 'right'),
    wrong: count(({ outcome }) => outcome.startsWith('wrong')),
    wrongAndHigh: count(({ outcome }) => outcome === 'wrong and high'),
    first: count(({ first }) => first),
  };
}
