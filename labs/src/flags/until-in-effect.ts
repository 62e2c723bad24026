import { setTimeout as sleep } from 'node:timers/promises';
import type { Lab } from '@spanshop/local/running-shop';
import { SentenceError } from '@spanshop/shared/errors';
import type { LabState } from '@spanshop/shared/faults';

const callTimeoutMs = 2_000;
const askEveryMs = 50;

/**
 * Waits until every process says that a version of the flags is in effect, conditions of the database included.
 *
 * @returns how long it took, in milliseconds
 * @throws SentenceError that names the services that do not say so in time
 */
export async function untilInEffect({ adminUrls }: Lab, version: string, withinMs = 30_000): Promise<number> {
  const startedAt = performance.now();
  let missing = Object.entries(adminUrls);
  while (missing.length > 0) {
    const answers = await Promise.all(missing.map(([, url]) => stateOf(url)));
    missing = missing.filter((_, index) => answers[index]?.version !== version);
    if (missing.length === 0) break;
    const canNeverBe = answers.some(answer => answer?.labMode === false);
    if (canNeverBe || performance.now() - startedAt > withinMs)
      throw notInEffect(
        missing,
        answers.filter(answer => answer?.version !== version),
        performance.now() - startedAt,
      );
    await sleep(askEveryMs);
  }
  return performance.now() - startedAt;
}

async function stateOf(adminUrl: string): Promise<LabState | undefined> {
  try {
    const answer = await fetch(`${adminUrl}/lab`, { signal: AbortSignal.timeout(callTimeoutMs) });
    return answer.ok ? ((await answer.json()) as LabState) : undefined;
  } catch {
    return undefined;
  }
}

function notInEffect(
  missing: readonly [string, string][],
  answers: readonly (LabState | undefined)[],
  afterMs: number,
): SentenceError {
  const why = ([name, url]: [string, string], state: LabState | undefined) => {
    if (!state) return `${name} does not answer at ${url}`;
    if (!state.labMode) return `${name} runs without lab mode (LAB_MODE)`;
    return state.problem ? `for ${name} the flag file ${state.problem}` : `${name} does not say that it is`;
  };
  const reasons = missing.map((service, index) => why(service, answers[index]));
  return new SentenceError(
    `the change is not in effect everywhere after ${(afterMs / 1_000).toFixed(0)} s: ${reasons.join('; ')}`,
  );
}
