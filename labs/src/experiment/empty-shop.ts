import { untilPastIsLoaded } from '@spanshop/local/quiet';
import { pauseShoppers } from '@spanshop/local/running-shop';
import type { Laboratory } from './laboratory.ts';

/**
 * Keeps the demo's shoppers away, and waits until a shop that is new has loaded its past: what is measured is ours alone.
 *
 * @returns what lets the shoppers in again
 * @throws SentenceError where the launcher does not do it
 */
export async function emptyShop({ shop }: Pick<Laboratory, 'shop'>, signal: AbortSignal): Promise<() => Promise<void>> {
  const resume = await pauseShoppers(shop);
  // Where the database is not known, or the wait is interrupted, whoever measures next finds out.
  if (shop.auditorUrl) await untilPastIsLoaded(shop.auditorUrl, signal).catch(() => {});
  return resume;
}
