import type { Answered, BlindLab, Notes } from '@spanshop/labs/blind';
import type { LoadedWindow } from '@spanshop/labs/experiment';
import { feelingLines } from '@spanshop/labs/text';
import type { Shop } from '@spanshop/local/running-shop';
import type { Fault } from '@spanshop/shared/faults';
import { counted } from '@spanshop/terminal';
import { clock } from './clock.ts';

/** What somebody is told who is to find out what is wrong. */
export function startText({ before, during, seed }: Notes, { traces }: Pick<Shop, 'traces'>): string {
  const windows = before && during ? `--baseline ${stretchOf(before)} --degraded ${stretchOf(during)}` : '';
  const source = traces?.queryUrl ? ` --source ${traces.queryUrl}` : '';
  return `
Something is wrong in the shop now (seed ${seed}: with it somebody else gets the same).

  look        ${traces?.searchUrl ?? traces?.queryUrl ?? 'at the traces'}
  or compare  npm run diagnose -- ${windows}${source}
  stuck?      npm run lab -- hint
  found?      npm run lab -- answer <service> <operation> <kind>
  enough?     npm run lab -- reveal, which also cures it`;
}

function stretchOf({ fromUnixMs, toUnixMs }: LoadedWindow): string {
  return `${new Date(fromUnixMs).toISOString()}..${new Date(toUnixMs).toISOString()}`;
}

/** How far an answer goes. */
export function answerText({ agreement, isRight, afterMs }: Answered, { notes }: BlindLab): string {
  if (isRight) {
    return `Right, after ${clock(afterMs)} with ${counted(notes.hints, 'hint')}. npm run lab -- reveal shows the cure, and what it brings.`;
  }
  const { service, operation, kind } = agreement;
  const parts = [
    `the service is ${service ? 'right' : 'another one'}`,
    ...(service ? [`the operation is ${operation ? 'right' : 'another one'}`] : []),
    `the kind is ${kind ? 'right' : 'another one'}`,
  ];
  return `Not yet: ${parts.join(', ')}.`;
}

/** Says that a blind lab is on, and nothing of what it is about. */
export function blindStatusText({ notes }: Pick<BlindLab, 'notes'>, nowUnixMs = Date.now()): string {
  const { startedUnixMs, hints, answers, round } = notes;
  const since = clock(nowUnixMs - startedUnixMs);
  const day = round
    ? ` Round ${round.index} of ${round.of}, which ends in ${clock(round.endsUnixMs - nowUnixMs)}.`
    : '';
  const so = `${counted(hints, 'hint')}, ${counted(answers.length, 'answer')} so far`;
  return `A blind lab is on, for ${since}: what is wrong is for you to find (${so}).${day}`;
}

/** What it was. */
export function revealText(fault: Fault): string {
  const { truth } = fault;
  return [
    `It was ${fault.name}: ${truth.operation} in ${truth.service} [${truth.kind}].`,
    `  ${fault.mechanism}`,
    `to see it  ${fault.inJaeger}`,
    `cure       ${fault.cure}`,
    `source     ${fault.source.title}, ${fault.source.url}`,
  ].join('\n');
}

/** What users felt before, with the fault, and after it. */
export function curedText(fault: Fault, { before, during }: Notes, after: LoadedWindow | undefined): string {
  const figures = { before: before?.figures, during: during?.figures, after: after?.figures };
  return feelingLines(fault.symptom, figures).join('\n');
}
