import { untilPastIsLoaded } from '@spanshop/local/quiet';
import { pauseShoppers } from '@spanshop/local/running-shop';
import type { Laboratory } from './laboratory.ts';
import { reserve } from './reserve.ts';

/**
 * Keeps the demo's shoppers and every other experiment away, and waits until a shop that is new has loaded its past: what is
 * measured is ours alone.
 *
 * @returns what lets them in again
 * @throws SentenceError where somebody else experiments, or the launcher does not do it
 */
export async function emptyShop(laboratory: Laboratory, signal: AbortSignal): Promise<() => Promise<void>> {
  const { shop } = laboratory;
  const giveBack = await reserve(laboratory);
  const letIn = await pauseShoppers(shop).catch(async error => {
    await giveBack();
    throw error;
  });
  // Where the database is not known, or the wait is interrupted, whoever measures next finds out.
  if (shop.auditorUrl) await untilPastIsLoaded(shop.auditorUrl, signal).catch(() => {});
  return async () => {
    await Promise.all([letIn(), giveBack()]);
  };
}
