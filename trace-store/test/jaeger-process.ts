import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

export type RunningJaeger = { otlpUrl: string; queryUrl: string; close(): Promise<void> };

const READY_WITHIN_MS = 15_000;

/**
 * A Jaeger on this machine: SPANSHOP_JAEGER_BIN, the shop's tools, or the path; undefined when there is none.
 * @throws Error when SPANSHOP_JAEGER_BIN names a file that does not exist.
 */
export function findJaeger(): string | undefined {
  const named = process.env.SPANSHOP_JAEGER_BIN;
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`SPANSHOP_JAEGER_BIN is ${named}, which does not exist`);
    return named;
  }
  const folders = [join(homedir(), '.cache/spanshop/tools'), ...(process.env.PATH ?? '').split(delimiter)];
  return folders.map(folder => join(folder, 'jaeger')).find(existsSync);
}

/** Starts a Jaeger with a memory store on free ports and waits until it answers. */
export async function startJaeger(binary: string): Promise<RunningJaeger> {
  const [otlpPort, queryPort, grpcPort] = (await freePorts(3)) as [number, number, number];
  const folder = await mkdtemp(join(tmpdir(), 'spanshop-jaeger-'));
  const configFile = join(folder, 'jaeger.yaml');
  await writeFile(configFile, configuration(otlpPort, queryPort, grpcPort));
  const child = spawn(binary, ['--config', configFile], { stdio: ['ignore', 'ignore', 'pipe'] });
  const exited = once(child, 'exit');
  let output = '';
  child.stderr.on('data', chunk => {
    output = (output + chunk).slice(-4000);
  });

  const close = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
    await rm(folder, { recursive: true });
  };
  const queryUrl = `http://127.0.0.1:${queryPort}`;
  const otlpUrl = `http://127.0.0.1:${otlpPort}`;
  const ready = await isReady([`${queryUrl}/api/v3/services`, `${otlpUrl}/v1/traces`], () => child.exitCode === null);
  if (!ready) {
    await close();
    throw new Error(`${binary} did not get ready:\n${output}`);
  }
  return { otlpUrl, queryUrl, close };
}

function configuration(otlpPort: number, queryPort: number, grpcPort: number): string {
  return `
service:
  extensions: [jaeger_storage, jaeger_query]
  pipelines:
    traces: { receivers: [otlp], exporters: [jaeger_storage_exporter] }
  telemetry: { metrics: { level: none }, logs: { level: warn } }
extensions:
  jaeger_storage: { backends: { memory: { memory: { max_traces: 10000 } } } }
  jaeger_query:
    storage: { traces: memory }
    http: { endpoint: "127.0.0.1:${queryPort}" }
    grpc: { endpoint: "127.0.0.1:${grpcPort}" }
receivers:
  otlp: { protocols: { http: { endpoint: "127.0.0.1:${otlpPort}" } } }
exporters:
  jaeger_storage_exporter: { trace_storage: memory }
`;
}

async function isReady(urls: string[], isRunning: () => boolean): Promise<boolean> {
  const deadlineMs = Date.now() + READY_WITHIN_MS;
  while (isRunning() && Date.now() < deadlineMs) {
    const answers = await Promise.allSettled(urls.map(url => fetch(url)));
    if (answers.every(({ status }) => status === 'fulfilled')) return true;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  return false;
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map(server => once(server, 'listening')));
  const ports = servers.map(server => (server.address() as { port: number }).port);
  await Promise.all(servers.map(server => once(server.close(), 'close')));
  return ports;
}
