export interface Interruption {
  /** Resolves at the first Ctrl-C, or when we are told to end in another way. */
  happened: Promise<void>;
}

/**
 * Turns SIGINT, SIGTERM and SIGHUP into a promise.
 *
 * @param force what a second Ctrl-C does, before the process ends at once
 */
export function watchInterruption(force: () => void): Interruption {
  const { promise, resolve } = Promise.withResolvers<void>();
  let interrupted = false;
  const interrupt = () => {
    if (interrupted) {
      force();
      process.exit(130);
    }
    interrupted = true;
    resolve();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  return { happened: promise };
}
