import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 5;
const giveUpAfterMs = 5_000;

/** Waits for a condition. @throws Error after five seconds */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + giveUpAfterMs;
  while (!(await condition())) {
    if (performance.now() > giveUpAt) throw new Error(`waited ${giveUpAfterMs} ms for ${condition}`);
    await sleep(pollMs);
  }
}
