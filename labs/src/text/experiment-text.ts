import { availableParallelism, loadavg } from 'node:os';
import type { Shop } from '@spanshop/local/running-shop';
import { textTable } from '@spanshop/terminal';
import { type Experiment, exemplarOf, type Observed } from '../experiment/index.ts';
import { cureLines } from './cure-text.ts';
import { feelingLines } from './feeling-text.ts';
import { findingLines } from './finding-text.ts';

/** All that came out of an experiment, for a terminal. What was not reached is said. */
export function experimentText(experiment: Experiment, shop: Pick<Shop, 'traces'>): string {
  const { fault, before, during, finding, after } = experiment;
  const linkOf = linksOf(shop);
  const figures = { before: before?.figures, during: during?.figures, after: after?.figures };
  const diagnosis = finding?.by === 'diagnosis' ? finding.diagnosis : undefined;
  const blocks = [
    feelingLines(fault.symptom, figures),
    finding ? findingLines(finding, fault.truth, linkOf) : [],
    diagnosis && after ? cureLines(diagnosis, after) : [],
    tracesToOpen(experiment, linkOf),
    [`The cure: ${fault.cure}`],
    busyLines(),
    after
      ? []
      : ['Interrupted: these results are partial. The fault is off; the same command goes on where this one ended.'],
  ];
  return blocks
    .filter(lines => lines.length > 0)
    .map(lines => lines.join('\n'))
    .join('\n\n');
}

/** How people open a trace; its id where nobody knows an address. */
export function linksOf({ traces }: Pick<Shop, 'traces'>): (traceId: string) => string {
  return traceId => traces?.link.replace('{traceId}', traceId) ?? traceId;
}

/** From so many programs on that wait for each processor: more than a shop under such a load makes. */
const muchForProcessor = 3;

function busyLines(): readonly string[] {
  const [load = 0] = loadavg();
  const processors = availableParallelism();
  if (load < muchForProcessor * processors) return [];
  return [
    `This machine is busy with something else: ${load.toFixed(0)} programs at a time want its ${processors} processors. Figures of now tell little.`,
  ];
}

/** Of the slow ones. */
const slow = 0.9;

function tracesToOpen({ fault, before, during, finding, after }: Experiment, linkOf: (id: string) => string): string[] {
  const typicalOf = (observed: Observed | undefined, quantile = 0.5) =>
    observed && exemplarOf(observed.traced.window, fault.symptom.endpoint, quantile);
  const rows = [
    ['  healthy', typicalOf(before)],
    ['  with the fault', (finding && shownBy(finding)) ?? typicalOf(during, slow)],
    ['  cured', typicalOf(after)],
  ].flatMap(([when = '', traceId]) => (traceId === undefined ? [] : [[when, linkOf(traceId)]]));
  return rows.length === 0 ? [] : ['Traces to open', textTable(rows), `  ${fault.inJaeger}`];
}

/** A trace in which the fault shows. */
function shownBy(finding: NonNullable<Experiment['finding']>): string | undefined {
  return finding.by === 'audit'
    ? finding.audit.defects[0]?.traceId
    : finding.diagnosis.culprits[0]?.exemplars[0]?.traceId;
}
