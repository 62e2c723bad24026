import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningProcess } from './start-process.ts';

/** How long one process holds up the next; it may go on ending beside it. */
const headStartMs = 1_500;

/**
 * Tells one process after another to end, from the edge inwards, so that what still runs can be finished by those behind
 * it.
 *
 * @returns a sentence for each that did not end well
 */
export async function stopInOrder(processes: readonly RunningProcess[]): Promise<string[]> {
  const sentences: string[] = [];
  const ending: Promise<void>[] = [];
  for (const process of processes) {
    const ended = end(process).then(sentence => {
      if (sentence) sentences.push(sentence);
    });
    ending.push(ended);
    await Promise.race([ended, sleep(headStartMs, undefined, { ref: false })]);
  }
  await Promise.all(ending);
  return sentences;
}

async function end(process: RunningProcess): Promise<string | undefined> {
  if (process.hasEnded()) return undefined;
  const how = await process.stop();
  if (how === 'killed') return `${process.name} did not end within 10 s and was killed`;
  const { code, signal } = await process.exited;
  return code === 0 || signal === 'SIGTERM'
    ? undefined
    : `${process.name} did not end well (${signal ?? `exit code ${code}`})`;
}
