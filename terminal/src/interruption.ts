export interface Interruption {
  /** Aborts at the first Ctrl-C, or when we are told to end in another way; its reason is the name of the system's signal. */
  signal: AbortSignal;
  /** Resolves at the same time. */
  happened: Promise<void>;
  /** Adds to what a second one does before the process ends at once, with exit code 130. */
  onForce(work: () => unknown): void;
  /** From now on signals end the process as they usually do. */
  release(): void;
}

/** How long the work of a second interruption may take, in milliseconds. */
const lastWordMs = 1_000;

/** Turns SIGINT, SIGTERM and SIGHUP into an abort; a second one ends the process. */
export function watchInterruption(): Interruption {
  const controller = new AbortController();
  const { signal } = controller;
  const works: (() => unknown)[] = [];
  const interrupt = (name: NodeJS.Signals) => {
    if (!signal.aborted) return controller.abort(name);
    setTimeout(() => process.exit(130), lastWordMs).unref();
    void Promise.allSettled(works.map(async work => work())).then(() => process.exit(130));
  };
  for (const name of signals) process.on(name, interrupt);
  return {
    signal,
    happened: new Promise(resolve => signal.addEventListener('abort', () => resolve())),
    onForce: work => void works.push(work),
    release() {
      for (const name of signals) process.removeListener(name, interrupt);
    },
  };
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
