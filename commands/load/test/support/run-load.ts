import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '@spanshop/local/root';
import type { Digest } from '../../src/requests/digest.ts';
import { type RunRecord, runRecord } from '../../src/runs/run-record.ts';

const patienceMs = 120_000;

export interface LoadRun {
  child: ChildProcess;
  output(): { stdout: string; stderr: string };
  /** Waits until it says something, on either output. */
  says(pattern: RegExp): Promise<void>;
  exit: Promise<number | null>;
  /** What it has written; of the only run in its folder. */
  record(): RunRecord;
  digest(): Digest;
  file(name: string): string;
  /** Removes the folder. */
  forget(): void;
}

export interface LoadOptions {
  environment?: Readonly<Record<string, string>>;
  /** Largest file that it may write, in units of 1,024 bytes. */
  largestFile?: number;
}

/** Runs `npm run load` as a process, with a folder of its own for its runs. */
export function runLoad(given: readonly string[], { environment = {}, largestFile }: LoadOptions = {}): LoadRun {
  const runs = mkdtempSync(join(tmpdir(), 'spanshop-load-'));
  const command = [process.execPath, join(root, 'commands/load/src/main.ts'), ...given];
  const limited = ['bash', '-c', `ulimit -f ${largestFile}; exec "$@"`, 'bash', ...command];
  const [program = '', ...rest] = largestFile === undefined ? command : limited;
  const child = spawn(program, rest, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, SPANSHOP_RUNS: runs, ...environment },
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', data => {
      output[name] += data;
    });
  }
  const file = (name: string) => readFileSync(join(runs, readdirSync(runs)[0] ?? '', name), 'utf8');
  return {
    child,
    output: () => output,
    async says(pattern) {
      const giveUpAt = performance.now() + patienceMs;
      while (!pattern.test(output.stdout + output.stderr)) {
        if (performance.now() > giveUpAt || child.exitCode !== null) {
          throw new Error(`npm run load did not say ${pattern}:\n${output.stdout}\n${output.stderr}`);
        }
        await sleep(50);
      }
    },
    exit: once(child, 'close').then(([code]) => code),
    record: () => runRecord.parse(JSON.parse(file('run.json'))),
    digest: () => JSON.parse(file('requests.json')),
    file,
    forget: () => rmSync(runs, { recursive: true, force: true }),
  };
}
