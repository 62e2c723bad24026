import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { SentenceError } from '@spanshop/shared/errors';
import { sentenceOf } from '@spanshop/terminal';
import { loadTestsFolder } from '../root.ts';
import type { K6 } from './find-k6.ts';
import { parseReport, type RequestReport } from './parse-report.ts';

export interface K6Run {
  k6: K6;
  /** The file's name in scenarios/. */
  scenario: string;
  /** What the scripts are told. */
  variables: Readonly<Record<string, string>>;
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
  const [command, ...given] = run.k6.kind === 'program' ? programLine(run.k6.path, run) : imageLine(run.k6.image, run);
  const child = spawn(command as string, given, {
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

const flags = ['run', '--log-format', 'raw', '--summary-export'];

function programLine(path: string, { folder, scenario }: K6Run): string[] {
  return [path, ...flags, join(folder, summaryFile), join(loadTestsFolder, 'scenarios', `${scenario}.ts`)];
}

/** On the host's network, because the shop listens on loopback; as ourselves, because the summary is to be ours. */
function imageLine(image: string, { folder, scenario, variables }: K6Run): string[] {
  const user = `${process.getuid?.() ?? 12_345}:${process.getgid?.() ?? 12_345}`;
  return [
    ...['docker', 'run', '--rm', '--network', 'host', '--user', user, '--read-only', '--cap-drop', 'ALL'],
    ...['-v', `${loadTestsFolder}:/load-tests:ro`, '-v', `${folder}:/run-folder`],
    ...Object.keys(variables).flatMap(name => ['-e', name]),
    ...[image, ...flags, `/run-folder/${summaryFile}`, `/load-tests/scenarios/${scenario}.ts`],
  ];
}
