import { inMs, percent } from '@spanshop/analysis/diagnose';
import type { Symptom } from '@spanshop/shared/faults';
import { textTable } from '@spanshop/terminal';
import { type Feeling, type Figures, feelingAt, isFelt } from '../experiment/index.ts';

/** The figures of an experiment's windows; those that were not reached are undefined. */
export interface FiguresOfWindows {
  before: Figures | undefined;
  during: Figures | undefined;
  after: Figures | undefined;
}

/** What a user met in each window where the symptom shows, and whether the change is felt. */
export function feelingLines(symptom: Symptom, { before, during, after }: FiguresOfWindows): readonly string[] {
  const rows = [
    { when: 'healthy', figures: before },
    { when: 'with the fault', figures: during },
    { when: 'cured', figures: after },
  ].flatMap(({ when, figures }) => {
    const feeling = figures && feelingAt(symptom, figures);
    return feeling ? [[`  ${when}`, inMs(feeling.p50Ms), inMs(feeling.p95Ms), percent(feeling.errorRate)]] : [];
  });
  const [healthy, faulty] = [before, during].map(figures => figures && feelingAt(symptom, figures));
  const head = [`What users feel at ${placeOf(symptom)}`, 'p50', 'p95', 'errors'];
  const change = healthy && faulty ? [`  ${changeWords(symptom, healthy, faulty)}`] : [];
  return [textTable([head, ...rows], column => column > 0), ...change];
}

function placeOf({ endpoint, feltAs }: Symptom): string {
  return feltAs === 'time-to-shipped' ? 'the time from placing to shipping' : endpoint;
}

function changeWords(symptom: Symptom, healthy: Feeling, faulty: Feeling): string {
  if (symptom.feltAs === 'not-at-all') return 'The shop works as before: it is its traces that are broken.';
  const degree = isFelt(symptom, healthy, faulty) ? 'Felt' : 'Hardly felt';
  if (symptom.feltAs === 'errors') {
    const points = 100 * (faulty.errorRate - healthy.errorRate);
    return `${degree}: ${points.toFixed(1)} points more of the requests fail.`;
  }
  const factor = faulty.p95Ms / healthy.p95Ms;
  return `${degree}: of 100 requests the slowest five take ${factor.toFixed(1)} times as long.`;
}
