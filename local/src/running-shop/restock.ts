import { SentenceError } from '@spanshop/shared/errors';
import type { Shop } from './shop.ts';

const callTimeoutMs = 10_000;

/**
 * Puts so many pieces of every product on the shelves, through inventory's admin port; the invariants count them.
 *
 * @returns false where that port is not known
 * @throws SentenceError when inventory does not do it
 */
export async function restock({ adminUrls }: Shop, quantity: number): Promise<boolean> {
  const url = adminUrls['inventory'];
  if (!url) return false;
  const answer = await fetch(`${url}/restock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ quantity }),
    signal: AbortSignal.timeout(callTimeoutMs),
  }).catch(cause => {
    throw new SentenceError(`inventory's admin port ${url} does not answer, so nothing can be restocked`, { cause });
  });
  if (!answer.ok) throw new SentenceError(`inventory answers ${answer.status} to restocking at ${url}`);
  return true;
}
