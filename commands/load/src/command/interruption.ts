export interface Interruption {
  /** Aborts at the first Ctrl-C, or when we are told to end in another way. */
  signal: AbortSignal;
  /** What a second Ctrl-C does before the process ends at once. */
  onForce(work: () => Promise<void> | void): void;
}

const lastWordMs = 1_000;

/** Turns SIGINT, SIGTERM and SIGHUP into an abort; a second one ends the process. */
export function watchInterruption(): Interruption {
  const controller = new AbortController();
  const works: (() => Promise<void> | void)[] = [];
  const interrupt = () => {
    if (!controller.signal.aborted) return controller.abort();
    setTimeout(() => process.exit(130), lastWordMs).unref();
    void Promise.allSettled(works.map(work => work())).then(() => process.exit(130));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  return { signal: controller.signal, onForce: work => void works.push(work) };
}
