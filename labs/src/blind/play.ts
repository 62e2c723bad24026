import { type Agreement, agreementOf, isRight, type Laboratory } from '../experiment/index.ts';
import type { BlindLab } from './blind-lab.ts';
import { hintsOf } from './hints.ts';
import { writeNotes } from './notes.ts';

/** The next hint, and how many there are; undefined when all have been given. */
export async function nextHint(
  { folder }: Laboratory,
  { salt, on, notes }: BlindLab,
): Promise<{ hint: string; number: number; of: number } | undefined> {
  const hints = hintsOf(on.fault);
  const hint = hints[notes.hints];
  if (hint === undefined) return undefined;
  const number = notes.hints + 1;
  await writeNotes(folder, salt, { ...notes, hints: number });
  return { hint, number, of: hints.length };
}

export interface Answered {
  readonly agreement: Agreement;
  readonly isRight: boolean;
  readonly afterMs: number;
}

/** Notes an answer and says how far it goes. */
export async function giveAnswer(
  { folder }: Laboratory,
  { salt, on, notes }: BlindLab,
  given: { service: string; operation: string; kind: string },
): Promise<Answered> {
  const afterMs = Date.now() - notes.startedUnixMs;
  await writeNotes(folder, salt, { ...notes, answers: [...notes.answers, { ...given, afterMs }] });
  const agreement = agreementOf(given, on.fault.truth);
  return { agreement, isRight: isRight(agreement), afterMs };
}
