import { clearLine, cursorTo } from 'node:readline';
import { printable } from '@spanshop/shared/errors';

/** The terminal: lines that stay, and below them one line that is refreshed in place. */
export interface Screen {
  /** A line that stays. */
  print(text: string): void;
  /** A line for standard error, of text from anywhere: it is made printable. */
  complain(text: string): void;
  /** Says how far a thing is, or how it stands: in place in a terminal, as a line of its own every 10 s elsewhere. */
  show(progress: string): void;
  /** Leaves what was shown last standing as a line of its own. */
  keep(): void;
  /** Takes away what was shown last. */
  clear(): void;
}

export interface ScreenOptions {
  output?: NodeJS.WriteStream;
  /** Shows progress to people only, and nothing where the output is no terminal. */
  terminalOnly?: boolean;
  /** Milliseconds of a clock that never goes back. */
  now?: () => number;
}

const lineIntervalMs = 10_000;

export function createScreen({
  output = process.stdout,
  terminalOnly = false,
  now = () => performance.now(),
}: ScreenOptions = {}): Screen {
  let shown = '';
  let lastLineAt = Number.NEGATIVE_INFINITY;

  function erase(): void {
    if (!output.isTTY || !shown) return;
    clearLine(output, 0);
    cursorTo(output, 0);
  }

  function above(write: () => void): void {
    erase();
    write();
    if (output.isTTY && shown) output.write(shown);
  }

  return {
    print: text => above(() => output.write(`${text}\n`)),
    complain: text => above(() => process.stderr.write(`${printable(text)}\n`)),
    show(progress) {
      if (output.isTTY) {
        erase();
        shown = progress.slice(0, output.columns - 1);
        output.write(shown);
      } else if (!terminalOnly && now() - lastLineAt >= lineIntervalMs) {
        lastLineAt = now();
        output.write(`${progress}\n`);
      }
    },
    keep() {
      if (output.isTTY && shown) output.write('\n');
      shown = '';
    },
    clear() {
      erase();
      shown = '';
    },
  };
}
