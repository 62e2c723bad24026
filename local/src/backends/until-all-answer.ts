import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 100;
const answersWithinMs = 1_000;

/** Asks until every address gives an answer that is no failure of the server's. Gives false when the time is over. */
export async function untilAllAnswer(urls: readonly string[], withinMs: number, signal: AbortSignal): Promise<boolean> {
  const giveUpAt = performance.now() + withinMs;
  while (!signal.aborted && performance.now() < giveUpAt) {
    const answers = await Promise.all(urls.map(givesAnswer));
    if (answers.every(Boolean)) return true;
    await sleep(pollMs);
  }
  return signal.aborted;
}

async function givesAnswer(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(answersWithinMs) });
    await answer.body?.cancel();
    return answer.status < 500;
  } catch {
    return false;
  }
}
