import { clearLine, cursorTo } from 'node:readline';

export interface ProgressLine {
  /** Shows how far a thing is: in place in a terminal, as a line of its own every 10 s elsewhere. */
  show(text: string): void;
  /** A line that stays. */
  print(text: string): void;
}

const lineIntervalMs = 10_000;

export function createProgressLine(
  output: NodeJS.WriteStream = process.stdout,
  now = () => performance.now(),
): ProgressLine {
  let lastAt = Number.NEGATIVE_INFINITY;
  const clear = () => {
    if (!output.isTTY) return;
    clearLine(output, 0);
    cursorTo(output, 0);
  };
  return {
    show(text) {
      clear();
      if (output.isTTY) output.write(text.slice(0, output.columns - 1));
      else if (now() - lastAt >= lineIntervalMs) {
        lastAt = now();
        output.write(`${text}\n`);
      }
    },
    print(text) {
      clear();
      output.write(`${text}\n`);
    },
  };
}
