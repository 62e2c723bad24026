import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '@spanshop/local/root';
import type { Launch } from '@spanshop/local/testing';

export interface LabRun {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `npm run lab -- <words>` for a shop that was launched. */
export async function runLab(demo: Pick<Launch, 'ports' | 'folder'>, ...words: string[]): Promise<LabRun> {
  return startLab(demo, ...words).ended;
}

/** As above, while it runs. */
export function startLab(demo: Pick<Launch, 'ports' | 'folder'>, ...words: string[]) {
  const ports = Object.entries(demo.ports).map(([name, port]) => [name, String(port)]);
  const child = spawn(process.execPath, [join(root, 'commands/lab/src/main.ts'), ...words], {
    env: { ...process.env, ...Object.fromEntries(ports), SPANSHOP_FOLDER: demo.folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', data => {
    stdout += data;
  });
  child.stderr.on('data', data => {
    stderr += data;
  });
  const ended = once(child, 'close').then(([code]): LabRun => ({ code, stdout, stderr }));
  return {
    ended,
    interrupt: () => void child.kill('SIGINT'),
    async says(pattern: RegExp) {
      while (!pattern.test(stdout)) {
        if (child.exitCode !== null) throw new Error(`it ended without saying ${pattern}:\n${stdout}\n${stderr}`);
        await sleep(50);
      }
    },
  };
}
