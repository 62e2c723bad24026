import { type Culprit, type Diagnosis, inMs, isSameBlame } from '@spanshop/analysis/diagnose';
import { culpritWords } from './kind-words.ts';

const mostRunnersUp = 3;
/** From this part of the baseline's latency on. */
const worthTelling = 0.02;

/** What was looked at beside who is named, and is large enough to tell. */
export function runnersUp({ culprits, candidates, baselineMs }: Diagnosis): readonly Culprit[] {
  const isNamed = (candidate: Culprit) => culprits.some(culprit => isSameBlame(culprit, candidate));
  return candidates
    .filter(candidate => !isNamed(candidate))
    .filter(({ slowDownMs, errorRate }) => slowDownMs > worthTelling * baselineMs || errorRate !== undefined)
    .slice(0, mostRunnersUp);
}

export function runnerUpWords(candidate: Culprit): string {
  const slower = candidate.slowDownMs > 0 ? ` (+${inMs(candidate.slowDownMs)} per request)` : '';
  const doubt = candidate.doubt === undefined ? '' : `, but that ${candidate.doubt}`;
  return `${culpritWords(candidate)}${slower}${doubt}`;
}
