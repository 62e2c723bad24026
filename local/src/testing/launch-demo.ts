import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts } from '../ports/index.ts';
import { root } from '../root.ts';
import { descendantsOf, isAlive } from './process-tree.ts';

export interface Launch {
  pid: number;
  folder: string;
  /** Ports by the variable that sets them. */
  ports: Readonly<Record<PortName, number>>;
  output(): { stdout: string; stderr: string };
  /** Waits until standard output matches, for a minute where nothing else is said. */
  says(pattern: RegExp, patienceMs?: number): Promise<void>;
  exit: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  signal(signal: NodeJS.Signals): void;
  /** The process ids of everything that the launcher has started and that runs now, by command line. */
  children(): Map<number, string>;
  /** Removes the folder. */
  forget(): void;
}

const portNames = [
  'GATEWAY_PORT',
  'ORDERS_PORT',
  'INVENTORY_PORT',
  'PAYMENTS_PORT',
  'FULFILLMENT_PORT',
  'ACQUIRER_PORT',
  'CONSOLE_PORT',
  'LAUNCHER_PORT',
  'POSTGRES_PORT',
  'TRACE_STORE_OTLP_PORT',
  'TRACE_STORE_QUERY_PORT',
] as const;
type PortName = (typeof portNames)[number];

export interface LaunchOptions {
  arguments?: readonly string[];
  environment?: Readonly<Record<string, string>>;
  /** A folder of an earlier launch. */
  folder?: string;
  /** Another copy of the project, where `npm run demo` is typed and the data are. */
  project?: string;
  ports?: Partial<Record<PortName, number>>;
}

const defaultPatienceMs = 60_000;

/** Runs the launcher as a process, with ports and a folder of its own, so that it never meets a demo that is running. */
export async function launchDemo(options: LaunchOptions = {}): Promise<Launch> {
  const { project = root, arguments: given = [] } = options;
  const folder = options.project ? join(project, '.spanshop') : (options.folder ?? temporaryFolder());
  const ports = { ...(await freePorts(...portNames)), ...options.ports };
  const [program, ...parameters] = options.project
    ? ['npm', 'run', 'demo', '--', ...given]
    : [process.execPath, join(root, 'commands/demo/src/main.ts'), ...given];
  const child = spawn(program as string, parameters, {
    cwd: project,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)])),
      ...(options.project ? {} : { SPANSHOP_FOLDER: folder }),
      HISTORY_ORDERS: '0',
      GRACE_PERIOD_MS: '0',
      ...options.environment,
    },
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', data => {
    output.stdout += data;
  });
  child.stderr.on('data', data => {
    output.stderr += data;
  });
  const exit = once(child, 'close').then(([code, signal]) => ({ code, signal }));
  return {
    pid: child.pid as number,
    folder,
    ports,
    output: () => output,
    async says(pattern, patienceMs = defaultPatienceMs) {
      const giveUpAt = performance.now() + patienceMs;
      while (!pattern.test(output.stdout)) {
        if (performance.now() > giveUpAt || child.exitCode !== null) {
          throw new Error(`the launcher did not say ${pattern}:\n${output.stdout}\n${output.stderr}`);
        }
        await sleep(50);
      }
    },
    exit,
    signal: signal => void child.kill(signal),
    children: () => descendantsOf(child.pid as number),
    forget: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A folder that PostgreSQL's user may pass through, where that is another one than ours. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'spanshop-local-'));
  chmodSync(folder, 0o711);
  return folder;
}

/** Waits until none of the processes is left. @returns the command lines of those that stay all the same */
export async function survivors(processes: ReadonlyMap<number, string>, withinMs: number): Promise<string[]> {
  const giveUpAt = performance.now() + withinMs;
  for (;;) {
    const alive = [...processes].filter(([pid]) => isAlive(pid)).map(([, command]) => command);
    if (alive.length === 0 || performance.now() > giveUpAt) return alive;
    await sleep(100);
  }
}
