import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface TracedService {
  url: string;
  adminUrl: string;
  /** What it wrote so far. */
  output(): { stdout: string; stderr: string };
  /** Sends the signal and waits for the end. */
  end(signal?: NodeJS.Signals): Promise<Ended>;
}

export interface Ended {
  code: number | null;
  tookMs: number;
  stdout: string;
  stderr: string;
}

const tracedService = join(import.meta.dirname, 'server.ts');

/** Starts the service as a process of its own, preloaded as every service is. Nothing of our OTEL_* variables is inherited. */
export async function startTracedService(
  environment: Readonly<Record<string, string>>,
  server = tracedService,
): Promise<TracedService> {
  const { child, output } = run(environment, server);
  const listening = new Promise<{ port: number; adminPort: number }>(resolve => {
    child.on('message', message => resolve(message as { port: number; adminPort: number }));
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the service ended: ${output().stderr}`);
  });
  const { port, adminPort } = await Promise.race([listening, ended]);
  ended.catch(() => {});
  return {
    url: `http://127.0.0.1:${port}`,
    adminUrl: `http://127.0.0.1:${adminPort}`,
    output,
    async end(signal = 'SIGTERM') {
      const startedAt = performance.now();
      child.kill(signal);
      return { ...(await endOf(child)), tookMs: performance.now() - startedAt, ...output() };
    },
  };
}

/** Runs the service until it ends by itself. */
export async function runTracedService(environment: Readonly<Record<string, string>>): Promise<Ended> {
  const startedAt = performance.now();
  const { child, output } = run(environment, tracedService);
  child.on('message', () => child.kill());
  return { ...(await endOf(child)), tookMs: performance.now() - startedAt, ...output() };
}

function run(environment: Readonly<Record<string, string>>, server: string) {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('OTEL_'));
  const child = fork(server, {
    execArgv: ['--import', '@spanshop/shared/preload'],
    env: { ...Object.fromEntries(own), PORT: '0', ADMIN_PORT: '0', LOG_LEVEL: 'info', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const written = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', chunk => {
      written[stream] += chunk;
    });
  }
  return { child, output: () => ({ ...written }) };
}

async function endOf(child: ChildProcess): Promise<{ code: number | null }> {
  const [code] = await once(child, 'close');
  return { code };
}
