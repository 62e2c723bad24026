import { setTimeout as sleep } from 'node:timers/promises';
import { SentenceError } from '@spanshop/shared/errors';
import { askLauncher } from './find-shop.ts';
import type { Shop } from './shop.ts';

/** How long shoppers stay away unless they are asked again: what is left when we die. */
const leaseMs = 30_000;
const renewEveryMs = 10_000;
const callTimeoutMs = 8_000;
const farewellMs = 20_000;

/**
 * Keeps the launcher's shoppers away until they are let in again; returns once those inside have left. Does nothing where
 * there is no launcher.
 *
 * @returns what lets them in again
 * @throws SentenceError when the launcher does not do it
 */
export async function pauseShoppers({ launcherUrl }: Shop): Promise<() => Promise<void>> {
  if (!launcherUrl) return async () => {};
  await tell(launcherUrl, 'PUT');
  // One that fails is not told: the next one, or the end of the lease, comes soon.
  const renewal = setInterval(() => void tell(launcherUrl, 'PUT').catch(() => {}), renewEveryMs);
  const resume = async () => {
    clearInterval(renewal);
    await tell(launcherUrl, 'DELETE').catch(() => {});
  };
  const giveUpAt = performance.now() + farewellMs;
  while (performance.now() < giveUpAt && (await visitors(launcherUrl)) > 0) await sleep(100);
  return resume;
}

/** How many shoppers are inside; one at least while nobody says. */
async function visitors(launcherUrl: string): Promise<number> {
  const shop = await askLauncher(launcherUrl).catch(() => ({ shoppers: { inside: 1 } }));
  return shop?.shoppers?.inside ?? 0;
}

async function tell(launcherUrl: string, method: 'PUT' | 'DELETE'): Promise<void> {
  const answer = await fetch(`${launcherUrl}/shoppers`, {
    method,
    signal: AbortSignal.timeout(callTimeoutMs),
    ...(method === 'PUT' ? { body: JSON.stringify({ pausedForMs: leaseMs }) } : {}),
  });
  if (!answer.ok) throw new SentenceError(`the launcher at ${launcherUrl} does not send its shoppers away`);
}
