import { randomBytes } from 'node:crypto';
import {
  type ExperimentOptions,
  emptyShop,
  type Laboratory,
  loadWindow,
  observe,
  queryUrlOf,
} from '../experiment/index.ts';
import { refuseWhileOn, untilInEffect, writeFlags } from '../flags/index.ts';
import { type Notes, writeNotes } from './notes.ts';

/** A word that hides which flag is which. */
export function newSalt(): string {
  return randomBytes(8).toString('hex');
}

/**
 * Looks at the healthy shop, switches a fault on without saying which, and loads the shop again, so that there are traces to
 * look for it in. Where it does not come to its end, nothing stays on.
 *
 * @throws SentenceError where something is on already, and with exit code 130 when it is interrupted
 */
export async function startBlindLab(laboratory: Laboratory, options: ExperimentOptions): Promise<Notes> {
  const { shop, lab, folder } = laboratory;
  const { fault, magnitude, seed, visitsPerSecond, seconds, interruption, onStep } = options;
  const { signal } = interruption;
  // Before anybody comes: what is loaded has to be read back.
  queryUrlOf(shop);
  await refuseWhileOn(lab.flagFile);

  const resume = await emptyShop(laboratory, signal);
  const off = () => writeFlags(lab.flagFile, []);
  interruption.onForce(() => Promise.allSettled([off(), resume()]));
  try {
    onStep('the healthy shop under load');
    const before = await observe(laboratory, {
      ...options,
      state: 'healthy',
      mayBeKept: true,
      untilSettled: true,
      bringAbout: off,
      signal,
    });
    onStep('something goes wrong, and the same visitors come again');
    const salt = newSalt();
    const on = { fault, magnitude, scope: { of: 'all' } } as const;
    const { traced: _, isKept: __, ...healthy } = before;
    const begun = { seed, visitsPerSecond, seconds, before: healthy, hints: 0, answers: [] };
    // Before the flags: whoever finds a salt in them looks for the notes.
    await writeNotes(folder, salt, { ...begun, startedUnixMs: Date.now() });
    await untilInEffect(lab, await writeFlags(lab.flagFile, [on], salt));
    const startedUnixMs = Date.now();
    const during = await loadWindow(shop, { seed, signal, visitsPerSecond, seconds });
    const notes: Notes = { ...begun, startedUnixMs, during };
    await writeNotes(folder, salt, notes);
    return notes;
  } catch (error) {
    await untilInEffect(lab, await off());
    throw error;
  } finally {
    await resume();
  }
}
