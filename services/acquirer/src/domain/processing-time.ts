import { setTimeout as sleep } from 'node:timers/promises';

/** Simulated: a card network's answer within one region, a few round trips and a look at the account, takes about this long. */
export const meanProcessingTimeMs = 30;
const deviation = 8 / meanProcessingTimeMs;

/** Waits as long as the card network works on one capture. */
export async function waitForCardNetwork(meanMs: number): Promise<void> {
  if (meanMs > 0) await sleep(drawProcessingTimeMs(meanMs));
}

/** Normally distributed, the deviation in proportion to the mean, by the transform of Box and Muller; never negative. */
export function drawProcessingTimeMs(meanMs: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
  return Math.max(meanMs * (1 + deviation * normal), 0);
}
