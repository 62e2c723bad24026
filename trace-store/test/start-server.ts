import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const serverPath = fileURLToPath(new URL('../src/server.ts', import.meta.url));

/** The trace store as a process of its own, on free ports. */
export interface ServerProcess {
  process: ChildProcess;
  exited: Promise<unknown[]>;
  otlpUrl: string;
  queryUrl: string;
  /** The most memory that was ever resident, in MB; 0 where the system does not tell. */
  peakMegabytes(): number;
}

export async function startServer(environment: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
  const child = spawn(process.execPath, [serverPath], {
    env: { ...process.env, TRACE_STORE_OTLP_PORT: '0', TRACE_STORE_QUERY_PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const { otlpUrl, queryUrl } = JSON.parse(line) as { otlpUrl: string; queryUrl: string };
  return { process: child, exited, otlpUrl, queryUrl, peakMegabytes: () => peakMegabytesOf(child) };
}

function peakMegabytesOf({ pid }: ChildProcess): number {
  if (process.platform !== 'linux') return 0;
  const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}
