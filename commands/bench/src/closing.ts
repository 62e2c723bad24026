import { SentenceError } from '@spanshop/shared/errors';
import { watchInterruption } from '@spanshop/terminal';

/** What has been started and must be ended, last things first. */
export interface Closing {
  /** Remembers how to end something; ends it at once when everything else is being ended already. */
  add(end: () => Promise<unknown>): void;
  all(): Promise<void>;
  /** @throws Error when the ending has begun */
  throwIfBegun(): void;
}

function createClosing(): Closing {
  const ends: (() => Promise<unknown>)[] = [];
  let closing = false;
  return {
    add(end) {
      if (closing) void end();
      else ends.push(end);
    },
    throwIfBegun() {
      if (closing) throw new Error('everything is being ended');
    },
    async all() {
      closing = true;
      for (const end of ends.reverse()) await end();
    },
  };
}

/**
 * Does some work and ends all that it started, also when it fails or is interrupted by a signal.
 *
 * @throws SentenceError with exit code 130 when it is interrupted
 */
export async function closingAll(work: (closing: Closing) => Promise<void>): Promise<void> {
  const closing = createClosing();
  const interruption = watchInterruption();
  const interrupted = interruption.happened.then(() => {
    throw new SentenceError('interrupted: everything is being stopped', { exitCode: 130 });
  });
  const working = work(closing);
  // Once it is interrupted, what fails because things are being stopped is of no interest.
  working.catch(() => {});
  try {
    await Promise.race([working, interrupted]);
  } finally {
    await closing.all();
  }
}
