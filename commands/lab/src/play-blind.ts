import {
  cureBlindLab,
  drawFaults,
  giveAnswer,
  nextHint,
  openBlindLab,
  startBlindLab,
  type Wish,
} from '@spanshop/labs/blind';
import { catalogue } from '@spanshop/labs/catalogue';
import { openLaboratory } from '@spanshop/labs/experiment';
import { SentenceError } from '@spanshop/shared/errors';
import { watchInterruption } from '@spanshop/terminal';
import type { ExperimentArguments } from './arguments.ts';
import { answerText, curedText, revealText, startText } from './blind-texts.ts';

/** npm run lab -- start. Gives the exit code. */
export async function start(
  { wish, ...given }: ExperimentArguments & { wish: Wish },
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const laboratory = await openLaboratory(environment);
  const [fault] = drawFaults(catalogue, wish, given.seed);
  const notes = await startBlindLab(laboratory, {
    ...given,
    fault,
    interruption: watchInterruption(),
    onStep: step => console.log(`  ${step}`),
  });
  console.log(startText(notes, laboratory.shop));
  return 0;
}

export async function hint(environment: NodeJS.ProcessEnv): Promise<string> {
  const laboratory = await openLaboratory(environment);
  const next = await nextHint(laboratory, await openBlindLab(laboratory));
  return next ? `Hint ${next.number} of ${next.of}. ${next.hint}` : 'There are no more hints: answer, or reveal.';
}

export async function answer(
  given: { service: string; operation: string; kind: string },
  environment: NodeJS.ProcessEnv,
): Promise<string> {
  const laboratory = await openLaboratory(environment);
  const blind = await openBlindLab(laboratory);
  return answerText(await giveAnswer(laboratory, blind, given), blind);
}

export async function reveal(environment: NodeJS.ProcessEnv): Promise<number> {
  const laboratory = await openLaboratory(environment);
  const blind = await openBlindLab(laboratory);
  if (blind.notes.round) {
    throw new SentenceError(
      'a game day is on: its rounds end by answers or by the clock, and the game by Ctrl-C where it runs',
    );
  }
  const { fault } = blind.on;
  console.log(`${revealText(fault)}\n\nIt is cured; the same visitors come once more.`);
  const { signal } = watchInterruption();
  console.log(`\n${curedText(fault, blind.notes, await cureBlindLab(laboratory, blind, { signal }))}`);
  return signal.aborted ? 130 : 0;
}
