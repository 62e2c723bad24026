/** A way in for a few at a time; the others wait in line. */
export interface Gate {
  /**
   * Gives a function that lets the next one in; to be called once.
   * @throws the signal's reason when it aborts before it is one's turn
   */
  enter(signal: AbortSignal): Promise<() => void>;
}

/** @param most how many are inside at a time */
export function fewAtATime(most: number): Gate {
  let inside = 0;
  const line = new Set<() => void>();

  // Who is next takes the place of who leaves, so that nobody slips in between.
  const leave = (): void => {
    const [next] = line;
    if (!next) inside -= 1;
    else {
      line.delete(next);
      next();
    }
  };
  const turn = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const giveUp = (): void => {
        line.delete(enter);
        reject(signal.reason);
      };
      const enter = (): void => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      line.add(enter);
      signal.addEventListener('abort', giveUp, { once: true });
    });

  return {
    async enter(signal) {
      signal.throwIfAborted();
      if (inside < most) inside += 1;
      else await turn(signal);
      return leave;
    },
  };
}
