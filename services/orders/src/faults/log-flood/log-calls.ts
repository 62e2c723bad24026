import { randomUUID } from 'node:crypto';
import { closeSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';

type Call<Given extends unknown[], Answer> = (...given: Given) => Promise<Answer>;

/**
 * Logs what a call is given and what it answers, whole and line after line, as a library does whose level was left at "trace":
 * each line is formatted anew and written before anything else goes on.
 */
export function logCalls<Given extends unknown[], Answer>(
  call: Call<Given, Answer>,
  lines: number,
): Call<Given, Answer> {
  return async (...given) => {
    const answer = await call(...given);
    withLog(write => {
      for (let line = 1; line <= lines; line += 1) write(inspect({ line, given, answer }, { depth: null }));
    });
    return answer;
  };
}

/** Card tokens and the like never reach a disk. */
const secret = /(?<=[tT]oken: )'[^']*'/g;

/**
 * A file that lasts as long as it is written, so that no log fills the disk, also where the process dies. Its name cannot be
 * foretold: a link that somebody puts there first would lead elsewhere.
 */
function withLog(work: (write: (text: string) => void) => void): void {
  try {
    const path = join(tmpdir(), `${randomUUID()}.log`);
    const file = openSync(path, 'wx', 0o600);
    try {
      unlinkSync(path);
      work(text => writeSync(file, `${text.replace(secret, '[redacted]')}\n`));
    } finally {
      closeSync(file);
    }
  } catch {
    // The call has taken effect by now: a disk that is full or cannot be written must not turn it into an error.
  }
}
