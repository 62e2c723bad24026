import { clearLine, cursorTo } from 'node:readline';

/** The terminal: lines that stay, and below them one line that is refreshed in place. */
export interface Screen {
  print(text: string): void;
  /** A line for standard error. */
  complain(text: string): void;
  /** Shows figures: in place in a terminal, as a line of its own every 10 s elsewhere. */
  showFigures(figures: string): void;
  /** Leaves the last figures standing as a line of their own. */
  endFigures(): void;
}

const lineIntervalMs = 10_000;

export function createScreen(output: NodeJS.WriteStream = process.stdout, now = () => performance.now()): Screen {
  let figures = '';
  let lastLineAt = Number.NEGATIVE_INFINITY;

  function above(write: () => void): void {
    if (output.isTTY && figures) {
      clearLine(output, 0);
      cursorTo(output, 0);
    }
    write();
    if (output.isTTY && figures) output.write(figures);
  }

  return {
    print: text => above(() => output.write(`${text}\n`)),
    complain: text => above(() => process.stderr.write(`${text}\n`)),
    showFigures(next) {
      if (output.isTTY) {
        clearLine(output, 0);
        cursorTo(output, 0);
        figures = next.slice(0, output.columns - 1);
        output.write(figures);
      } else if (now() - lastLineAt >= lineIntervalMs) {
        lastLineAt = now();
        output.write(`${next}\n`);
      }
    },
    endFigures() {
      if (output.isTTY && figures) output.write('\n');
      figures = '';
    },
  };
}
