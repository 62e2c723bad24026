/** What has been started and must be ended, last things first. */
export interface Closing {
  /** Remembers how to end something; ends it at once when everything else is being ended already. */
  add(end: () => Promise<unknown>): void;
  all(): Promise<void>;
  /** @throws Error when the ending has begun */
  throwIfBegun(): void;
}

export function createClosing(): Closing {
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
