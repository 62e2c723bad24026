import { createScreen } from '@spanshop/terminal';

/** Says to people how far a long read has come. */
export interface ReadProgress {
  step(): void;
  done(): void;
}

const everyMs = 250;

export function createReadProgress(what: string): ReadProgress {
  const screen = createScreen({ output: process.stderr, terminalOnly: true });
  let [count, toldAtMs] = [0, 0];
  return {
    step() {
      count += 1;
      if (Date.now() - toldAtMs < everyMs) return;
      toldAtMs = Date.now();
      screen.show(`${what}: ${count.toLocaleString('en-GB')} traces`);
    },
    done: screen.clear,
  };
}
