import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { SentenceError } from '@spanshop/shared/errors';
import { sentenceOf } from '@spanshop/terminal';
import { type K6Call, k6Command } from './k6-command.ts';
import { parseReport, type RequestReport } from './parse-report.ts';

export interface K6Run extends K6Call {
  /** Where the summary is to be. */
  folder: string;
  /** Whether k6 shows its progress and summary. */
  shown: boolean;
  onRequest: (report: RequestReport) => void;
  /** Every other line that k6 says. */
  onLine: (line: string) => void;
}

export interface RunningK6 {
  /** Undefined where it runs in a container. */
  pid: number | undefined;
  /** The exit code. */
  ended: Promise<number>;
  /** Lets k6 end what it is at and write its summary. */
  stop(): void;
  kill(): void;
}

/** Starts k6 with a scenario against a shop that is known already. */
export type StartLoad = (run: Pick<K6Run, 'scenario' | 'folder' | 'variables' | 'onRequest'>) => RunningK6;

export const summaryFile = 'summary.json';

/**
 * Starts k6. It gets a process group of its own, so that Ctrl-C in a terminal reaches it once, through us: a second one
 * would cut it off before it has written its summary.
 */
export function startK6(run: K6Run): RunningK6 {
  const summary = (folder: string) => ['run', '--log-format', 'raw', '--summary-export', `${folder}/${summaryFile}`];
  const [program, ...given] = k6Command(run, summary);
  const child = spawn(program, given, {
    stdio: ['ignore', run.shown ? 'inherit' : 'ignore', 'pipe'],
    detached: true,
    env: { ...process.env, ...run.variables, K6_NO_USAGE_REPORT: 'true' },
  });
  const lines = createInterface({ input: child.stderr as NonNullable<ChildProcess['stderr']> });
  lines.on('line', line => {
    const report = parseReport(line);
    if (report) run.onRequest(report);
    else run.onLine(line);
  });
  const linesEnded = once(lines, 'close');
  return {
    pid: run.k6.kind === 'program' ? child.pid : undefined,
    ended: endOf(child).then(async code => {
      await linesEnded;
      return code;
    }),
    stop: () => void child.kill('SIGINT'),
    kill: () => void child.kill('SIGKILL'),
  };
}

async function endOf(child: ChildProcess): Promise<number> {
  try {
    const [code, signal] = await once(child, 'exit');
    return code ?? (signal === 'SIGKILL' ? 137 : 1);
  } catch (error) {
    throw new SentenceError(`k6 does not start: ${sentenceOf(error)}`, { cause: error });
  }
}
