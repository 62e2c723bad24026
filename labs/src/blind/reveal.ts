import { emptyShop, type Interruption, type Laboratory, type LoadedWindow, loadWindow } from '../experiment/index.ts';
import { type BlindLab, endBlindLab } from './blind-lab.ts';

/**
 * Ends a blind lab, and loads the cured shop as it was loaded before.
 *
 * @returns the window after the cure; undefined where there is nothing to compare it with, or it was interrupted
 */
export async function cureBlindLab(
  laboratory: Laboratory,
  { salt, notes }: BlindLab,
  { signal }: Pick<Interruption, 'signal'>,
): Promise<LoadedWindow | undefined> {
  await endBlindLab(laboratory, salt);
  const { before, seed, seconds, visitsPerSecond } = notes;
  if (!before) return undefined;
  const resume = await emptyShop(laboratory, signal);
  try {
    return await loadWindow(laboratory.shop, { seed, seconds, visitsPerSecond, signal });
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    await resume();
  }
}
