import { SentenceError } from '@spanshop/shared/errors';
import type { Laboratory } from '../experiment/index.ts';
import type { Switch } from '../flags/index.ts';
import { readFlags, untilInEffect, writeFlags } from '../flags/index.ts';
import { type Notes, readNotes, removeNotes } from './notes.ts';

/** A blind lab that is on. */
export interface BlindLab {
  readonly salt: string;
  /** What is wrong: not to be told. */
  readonly on: Switch;
  readonly notes: Notes;
}

/** @throws SentenceError where none is on */
export async function openBlindLab({ lab, folder }: Laboratory): Promise<BlindLab> {
  const { salt, switches } = await readFlags(lab.flagFile);
  const [on] = switches;
  if (salt === undefined || !on) throw new SentenceError('no blind lab is on: npm run lab -- start begins one');
  return { salt, on, notes: await readNotes(folder, salt) };
}

/** Switches everything off and forgets the notes. */
export async function endBlindLab({ lab, folder }: Laboratory, salt: string): Promise<void> {
  await untilInEffect(lab, await writeFlags(lab.flagFile, []));
  await removeNotes(folder, salt);
}

/** @throws SentenceError where a blind lab is on: what is switched meanwhile would give it away */
export async function refuseWhileBlind({ lab }: Pick<Laboratory, 'lab'>): Promise<void> {
  const { salt } = await readFlags(lab.flagFile);
  if (salt !== undefined) {
    throw new SentenceError('a blind lab is on: npm run lab -- reveal ends it, and so does npm run lab -- off');
  }
}
