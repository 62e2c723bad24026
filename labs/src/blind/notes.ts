import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '@spanshop/local/files';
import { SentenceError } from '@spanshop/shared/errors';
import { z } from 'zod';
import { figuresSchema, type LoadedWindow } from '../experiment/index.ts';

const window = z.object({ fromUnixMs: z.number(), toUnixMs: z.number(), figures: figuresSchema });

const answer = z.object({
  service: z.string(),
  operation: z.string(),
  kind: z.string(),
  /** Since the fault was switched on. */
  afterMs: z.number(),
});

const schema = z.object({
  seed: z.number(),
  /** How it was loaded, where that was said. */
  visitsPerSecond: z.number().optional(),
  seconds: z.number().optional(),
  startedUnixMs: z.number(),
  /** Windows that were loaded; a game day loads all the time. */
  before: window.optional(),
  during: window.optional(),
  /** The round of a game day. */
  round: z.object({ index: z.number(), of: z.number(), endsUnixMs: z.number() }).optional(),
  hints: z.number(),
  answers: z.array(answer),
});

export type GivenAnswer = z.infer<typeof answer>;

/** What is noted of a blind lab: everything but what is wrong, which the flags alone hold. */
export interface Notes extends Omit<z.infer<typeof schema>, 'before' | 'during'> {
  before?: LoadedWindow | undefined;
  during?: LoadedWindow | undefined;
}

/** Named after the salt of the flags, so that notes and flags belong together. */
function fileOf(folder: string, salt: string): string {
  return join(folder, `${salt}.json`);
}

/** @throws SentenceError where they cannot be written */
export async function writeNotes(folder: string, salt: string, notes: Notes): Promise<void> {
  try {
    await writeWhole(fileOf(folder, salt), JSON.stringify(notes));
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : '';
    throw new SentenceError(`the notes of the blind lab cannot be written to ${folder}${code}`, { cause });
  }
}

/** @throws SentenceError where they are lost */
export async function readNotes(folder: string, salt: string): Promise<Notes> {
  try {
    return schema.parse(JSON.parse(await readFile(fileOf(folder, salt), 'utf8'))) as Notes;
  } catch (cause) {
    throw new SentenceError('the notes of the blind lab are lost: npm run lab -- off ends it', { cause });
  }
}

export async function removeNotes(folder: string, salt: string): Promise<void> {
  await rm(fileOf(folder, salt), { force: true }).catch(() => {});
}
