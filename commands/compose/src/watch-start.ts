import { setTimeout as sleep } from 'node:timers/promises';
import { SentenceError } from '@spanshop/shared/errors';
import { type Container, compose, containersOf, type Project } from './project.ts';

const pollMs = 3_000;

/**
 * Looks at the containers while they start. docker compose itself waits on and on for one that ends and is started again.
 *
 * @throws SentenceError with the last words of a container that has ended otherwise than well
 */
export async function watchStart(project: Project, signal: AbortSignal): Promise<never> {
  for (;;) {
    await sleep(pollMs, undefined, { signal });
    const failed = (await containersOf(project)).find(hasFailed);
    if (failed) throw await lastWordsOf(project, failed);
  }
}

export function hasFailed({ state, exitCode }: Container): boolean {
  return state === 'restarting' || state === 'dead' || (state === 'exited' && exitCode !== 0);
}

export async function lastWordsOf(project: Project, { service }: Container): Promise<SentenceError> {
  const { out } = await compose(project, ['logs', '--no-color', '--no-log-prefix', '--tail', '20', service]);
  const lines = plain(out)
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);
  // Our services say what is wrong in one sentence that begins with their name.
  const sentence =
    lines.findLast(line => line.startsWith(`${service}: `)) ?? `${service}: ${lines.at(-1) ?? 'no word of why'}`;
  return new SentenceError(`a container ended: ${sentence}`);
}

function plain(text: string): string {
  const csi = `${String.fromCharCode(27)}\\[`;
  return text.replaceAll(new RegExp(`${csi}[0-9;]*[A-Za-z]`, 'g'), '');
}
