import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

/** The log of one process, which writes it by itself: it is complete even where we are not there to the end. */
export interface ProcessLog {
  file: string;
  /** What the process gets as its standard output and error. */
  descriptor: number;
  /** The last line that told of an error, in short, among all that is written now. */
  lastError(): string | undefined;
  close(): void;
}

const readIntervalMs = 200;

/**
 * Opens a log file that starts anew, and follows it.
 *
 * @param onProblem gets each warning or error, in short: `warn: the queue had an error: connection terminated`
 */
export function openProcessLog(file: string, onProblem: (problem: string) => void): ProcessLog {
  const descriptor = openSync(file, 'w');
  const reader = openSync(file, 'r');
  const decoder = new StringDecoder('utf8');
  const buffer = Buffer.alloc(16_384);
  let unfinished = '';
  let lastError: string | undefined;

  function readOn(): void {
    for (let bytes = readSync(reader, buffer); bytes > 0; bytes = readSync(reader, buffer)) {
      const lines = (unfinished + decoder.write(buffer.subarray(0, bytes))).split('\n');
      unfinished = lines.pop() ?? '';
      for (const line of lines) look(line);
    }
  }

  function look(line: string): void {
    const problem = problemOf(line);
    if (!problem) return;
    if (problem.isError) lastError = problem.text;
    onProblem(problem.text);
  }

  const timer = setInterval(readOn, readIntervalMs).unref();
  return {
    file,
    descriptor,
    lastError() {
      readOn();
      return lastError;
    },
    close() {
      clearInterval(timer);
      readOn();
      for (const open of [descriptor, reader]) closeSync(open);
    },
  };
}

interface Problem {
  isError: boolean;
  text: string;
}

/** What Node writes around the message of an error that nobody caught: places in the code, the stack, its version. */
const around = /^(\s|$|file:|node:|Node\.js v|\}|Trace: |\(Use `node )/;

/** Services write JSON lines; whatever else a process says is taken for trouble. */
function problemOf(line: string): Problem | undefined {
  if (line.startsWith('{"level":"info"') || around.test(line)) return undefined;
  if (!line.startsWith('{')) return { isError: true, text: line };
  try {
    const { level, msg, err } = JSON.parse(line);
    if (level !== 'warn' && level !== 'error' && level !== 'fatal') return undefined;
    const reason = err?.message && err.message !== msg ? `: ${err.message}` : '';
    return { isError: level !== 'warn', text: `${level}: ${msg}${reason}` };
  } catch {
    return { isError: true, text: line };
  }
}
