import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestGroup } from './find-tests.ts';
import type { OutcomeLine } from './outcome-reporter.ts';

export interface FilesRun extends TestGroup {
  flags: readonly string[];
  /** Folder for node's report to us. */
  scratch: string;
  root: string;
  environment: NodeJS.ProcessEnv;
  /** Called with what ends the run early, once it has begun. */
  onStart: (end: (signal: NodeJS.Signals) => void) => void;
}

export interface Outcome {
  exitCode: number;
  lines: readonly OutcomeLine[];
}

const reporter = new URL('./outcome-reporter.ts', import.meta.url).href;

/** Runs a group of test files under node's test runner, shows its output, and reads what came of it. */
export async function runFiles(run: FilesRun): Promise<Outcome> {
  const { files, traced, oneByOne, flags, scratch, root, environment, onStart } = run;
  const report = join(scratch, `outcome-${Math.random().toString(36).slice(2)}.jsonl`);
  const reporters = ['spec', 'stdout', reporter, report].map(
    (value, index) => `--test-reporter${index % 2 === 0 ? '' : '-destination'}=${value}`,
  );
  const preload = traced ? ['--import', '@spanshop/shared/testing/preload'] : [];
  const turns = oneByOne ? ['--test-concurrency=1'] : [];
  const child = spawn(process.execPath, [...preload, '--test', ...reporters, ...turns, ...flags, ...files], {
    cwd: root,
    stdio: 'inherit',
    env: environment,
  });
  onStart(signal => child.kill(signal));
  const [code] = await once(child, 'exit');
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
