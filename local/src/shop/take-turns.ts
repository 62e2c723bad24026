/** Lets so many pieces of work run at once, until it is opened for all; others wait in the order in which they asked. */
export interface Turns {
  /** Runs work when its turn has come; the turn ends when what it gives settles. */
  take(work: () => Promise<unknown>): Promise<void>;
  /** From now on nobody waits. */
  open(): void;
}

export function createTurns(atOnce: number): Turns {
  const waiting: (() => void)[] = [];
  let free = atOnce;
  const admit = () => {
    while (free > 0 && waiting.length > 0) {
      free -= 1;
      waiting.shift()?.();
    }
  };
  return {
    async take(work) {
      await new Promise<void>(resolve => {
        waiting.push(resolve);
        admit();
      });
      try {
        await work();
      } finally {
        free += 1;
        admit();
      }
    },
    open() {
      free = Number.POSITIVE_INFINITY;
      admit();
    },
  };
}
