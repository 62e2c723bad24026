/** Ends the process; resolves with its exit code. */
export type End = (reason: string) => Promise<number>;

export interface Ending {
  /** From now on this is how to end. Whoever was told to end before that, ends in the way that was known then. */
  by(end: End): void;
  /** Ends, with this exit code at least. What comes after the first time changes nothing. */
  now(reason: string, minimumExitCode?: number): void;
}

/**
 * Hears, from the first moment on, that the process is to end: SIGTERM, SIGINT, or the end of the launcher that started it. A
 * process that still waits for its database is told as well as one that works.
 */
export function awaitEnding(initially: End): Ending {
  let end = initially;
  let isEnding = false;
  const now = (reason: string, minimumExitCode = 0) => {
    if (isEnding) return;
    isEnding = true;
    void end(reason).then(code => process.exit(Math.max(code, minimumExitCode)));
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => now(signal));
  process.on('disconnect', () => now('the launcher is gone'));
  return {
    now,
    by(next) {
      end = next;
    },
  };
}
