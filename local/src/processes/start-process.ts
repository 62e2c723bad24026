import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { compileCache } from '../compile-cache.ts';
import { root } from '../root.ts';
import type { ProcessDefinition } from '../topology/topology.ts';
import type { ProcessLog } from './process-log.ts';

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface RunningProcess {
  name: string;
  pid: number;
  /** Resolves when its modules are loaded. Stays open, as `ready` does, when it ends before that; see `exited`. */
  loaded: Promise<void>;
  /** Resolves when it can do its work. */
  ready: Promise<void>;
  exited: Promise<Exit>;
  hasEnded(): boolean;
  /** Asks it to end and waits; after 10 s ends it by force. */
  stop(): Promise<'ended' | 'killed'>;
  kill(): void;
}

const besideLauncher = new URL('./beside-launcher.ts', import.meta.url).href;
const stopTimeoutMs = 10_000;

/** Starts one process of the shop in a process group of its own, so that Ctrl-C reaches the launcher alone. */
export function startProcess(
  definition: ProcessDefinition,
  inherited: NodeJS.ProcessEnv,
  log: ProcessLog,
): RunningProcess {
  const { name, entry, nodeFlags, traced, environment } = definition;
  const preloads = [besideLauncher, ...(traced ? ['@spanshop/shared/preload'] : [])];
  const child = spawn(process.execPath, [...nodeFlags, ...preloads.flatMap(module => ['--import', module]), entry], {
    cwd: root,
    detached: true,
    stdio: ['ignore', log.descriptor, log.descriptor, 'ipc'],
    env: { NODE_COMPILE_CACHE: compileCache, ...inherited, ...environment, ...openTelemetryOf(inherited) },
  });
  const exited = once(child, 'close').then(([code, signal]): Exit => ({ code, signal }));
  const ready = becomesReady(child, definition);
  return {
    name,
    pid: child.pid as number,
    loaded: definition.announces ? says(child, 'loaded') : ready,
    ready,
    exited,
    hasEnded: () => hasEnded(child),
    stop: () => stop(child, exited),
    kill: () => void child.kill('SIGKILL'),
  };
}

/** What the user says about telemetry goes before what the launcher would. */
function openTelemetryOf(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name, value]) => name.startsWith('OTEL_') && value));
}

const pollMs = 50;

async function becomesReady(child: ChildProcess, { announces, readyUrl }: ProcessDefinition): Promise<void> {
  if (announces) await says(child, 'listening');
  while (!hasEnded(child)) {
    if (await answersOk(readyUrl)) return;
    await sleep(pollMs);
  }
  await new Promise(() => {});
}

function says(child: ChildProcess, type: string): Promise<void> {
  return new Promise(resolve => {
    child.on('message', message => {
      if ((message as { type?: unknown }).type === type) resolve();
    });
  });
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

async function answersOk(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(1_000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

async function stop(child: ChildProcess, exited: Promise<Exit>): Promise<'ended' | 'killed'> {
  child.kill('SIGTERM');
  const inTime = await Promise.race([exited.then(() => true), sleep(stopTimeoutMs, false, { ref: false })]);
  if (inTime) return 'ended';
  child.kill('SIGKILL');
  await exited;
  return 'killed';
}
