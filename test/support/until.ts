import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 20;

/**
 * Waits until a look at something finds what it looks for, and gives that.
 *
 * @param what ends the sentence "waited ... for"
 * @throws Error after the timeout, with what was seen last
 */
export async function until<T>(
  what: string,
  look: () => Promise<T> | T,
  found: (seen: T) => boolean = Boolean,
  timeoutMs = 15_000,
): Promise<T> {
  const giveUpAt = performance.now() + timeoutMs;
  for (;;) {
    const seen = await look();
    if (found(seen)) return seen;
    if (performance.now() > giveUpAt) {
      throw new Error(`waited ${timeoutMs} ms for ${what}; the last that was seen is ${JSON.stringify(seen)}`);
    }
    await sleep(pollMs);
  }
}
