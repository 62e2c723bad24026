import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../logging/index.ts';

/** Background work that runs again and again, never twice at a time. */
export interface Repetition {
  start(): void;
  /** Resolves when the pass that runs now has ended; no other begins. */
  stop(): Promise<void>;
}

/**
 * Repeats work with a pause after each pass. A pass that fails is logged and does not end the repetition.
 *
 * @param intervalMs the pause between two passes, in milliseconds
 * @param work gets a signal that aborts when it should come to an end
 */
export function repeat(
  name: string,
  intervalMs: number,
  work: (signal: AbortSignal) => Promise<void>,
  logger: Logger,
): Repetition {
  const ending = new AbortController();
  let running = Promise.resolve();
  const loop = async () => {
    while (!ending.signal.aborted) {
      await work(ending.signal).catch(error => logger.error({ err: error, work: name }, 'background work failed'));
      await sleep(intervalMs, undefined, { signal: ending.signal, ref: false }).catch(() => {});
    }
  };
  return {
    start: () => {
      running = loop();
    },
    stop: () => {
      ending.abort();
      return running;
    },
  };
}
