import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestGroup } from './find-tests.ts';
import type { OutcomeLine } from './outcome-reporter.ts';

export interface FilesRun extends TestGroup {
  flags: readonly string[];
  /** Whether node is to note which lines were reached. */
  coverage: boolean;
  /** Folder for node's report to us. */
  scratch: string;
  root: string;
  environment: NodeJS.ProcessEnv;
  /** Aborts with the name of the system's signal that the test runner is to get too; in a terminal it gets Ctrl-C by itself. */
  signal: AbortSignal;
}

export interface Outcome {
  exitCode: number;
  lines: readonly OutcomeLine[];
}

const outcomeReporter = new URL('./outcome-reporter.ts', import.meta.url).href;
const screenReporter = new URL('./screen-reporter.ts', import.meta.url).href;
const coverageFlags = ['--experimental-test-coverage', '--test-coverage-include=**/src/**/*.ts'];

/** Runs a group of test files under node's test runner, shows its output, and reads what came of it. */
export async function runFiles(run: FilesRun): Promise<Outcome> {
  const { files, traced, oneByOne, flags, coverage, scratch, root, environment, signal } = run;
  const report = join(scratch, `outcome-${Math.random().toString(36).slice(2)}.jsonl`);
  const reporters = [coverage ? screenReporter : 'spec', 'stdout', outcomeReporter, report].map(
    (value, index) => `--test-reporter${index % 2 === 0 ? '' : '-destination'}=${value}`,
  );
  const preload = traced ? ['--import', '@spanshop/shared/testing/preload'] : [];
  const turns = oneByOne ? ['--test-concurrency=1'] : [];
  const child = spawn(
    process.execPath,
    [...preload, '--test', ...reporters, ...turns, ...(coverage ? coverageFlags : []), ...flags, ...files],
    {
      cwd: root,
      stdio: 'inherit',
      env: environment,
    },
  );
  const passOn = () => child.kill(signal.reason);
  signal.addEventListener('abort', passOn);
  const [code] = await once(child, 'exit');
  signal.removeEventListener('abort', passOn);
  return { exitCode: code ?? 1, lines: readReport(report) };
}

function readReport(report: string): OutcomeLine[] {
  try {
    const lines = readFileSync(report, 'utf8').split('\n').filter(Boolean);
    return lines.map(line => JSON.parse(line));
  } catch {
    return [];
  }
}
