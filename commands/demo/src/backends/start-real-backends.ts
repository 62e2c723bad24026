import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningBackends, startBackends } from '@spanshop/local/backends';
import { fullName, provideTool } from '@spanshop/local/tools';
import { SentenceError } from '@spanshop/shared/errors';
import type { Screen } from '@spanshop/terminal';
import type { BackendPlan } from './plan-backends.ts';

interface StartOptions {
  environment: NodeJS.ProcessEnv;
  screen: Screen;
  /** Ends the making of a tool. */
  signal: AbortSignal;
}

/**
 * Finds or makes the programs, then starts them.
 *
 * @throws SentenceError in one sentence: a program cannot be had, a port is in use
 */
export async function startRealBackends(
  plan: BackendPlan,
  { environment, screen, signal }: StartOptions,
): Promise<RunningBackends> {
  const paths: Partial<Record<BackendPlan['tools'][number], string>> = {};
  try {
    for (const name of plan.tools) {
      const { path } = await provideTool(name, {
        environment,
        signal,
        onProgress: progress => screen.show(`${fullName(name)}: ${progress}`),
      });
      paths[name] = path;
    }
  } catch (error) {
    throw signal.aborted ? new SentenceError('interrupted', { exitCode: 130, cause: error }) : error;
  } finally {
    screen.keep();
  }
  return startBackends({ ...plan, paths, environment, onLine: writeLogs(plan.logFolder) });
}

function writeLogs(folder: string): (name: string, line: string) => void {
  mkdirSync(folder, { recursive: true });
  const logs = new Map<string, NodeJS.WritableStream>();
  return (name, line) => {
    const log = logs.get(name) ?? createWriteStream(join(folder, `${name}.log`));
    logs.set(name, log);
    log.write(`${line}\n`);
  };
}
