import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '@spanshop/local/ports';
import { root } from '@spanshop/local/root';
import * as compose from 'docker-compose';

export const traced = ['gateway', 'orders', 'inventory', 'payments', 'fulfillment'] as const;
export const ours = [...traced, 'acquirer', 'console'] as const;
/** Of this process alone, so that two runs do not take each other's containers down. */
export const projectName = `spanshop-test-${process.pid}`;

/** Services, Jaeger, Zipkin and the rest as containers, on ports of their own, beside a shop that may be running. */
export interface Stack {
  urls: { gateway: string; console: string; jaeger: string; zipkin: string; collectorMetrics: string };
  /** Of a traced service. */
  adminUrlOf(service: string): string;
  auditorUrl: string;
  /** Of the flags, which all services mount. */
  faultsFolder: string;
  /** The variables that put it onto its ports, for other programs that are to see the same project. */
  environment: NodeJS.ProcessEnv;
  /** Builds the image if need be, starts what is not running or has changed, and waits until all are healthy. */
  up(changes?: UpChanges): Promise<void>;
  /** Runs a docker compose command, for example `stop`, `jaeger`. */
  run(command: string, ...given: string[]): Promise<string>;
  down(): Promise<void>;
}

export interface UpChanges {
  environment?: Readonly<Record<string, string>>;
  direct?: boolean;
}

const portNames = [
  'GATEWAY_PORT',
  'GATEWAY_ADMIN_PORT',
  'ORDERS_ADMIN_PORT',
  'INVENTORY_ADMIN_PORT',
  'PAYMENTS_ADMIN_PORT',
  'FULFILLMENT_ADMIN_PORT',
  'ACQUIRER_ADMIN_PORT',
  'CONSOLE_PORT',
  'POSTGRES_PORT',
  'JAEGER_PORT',
  'ZIPKIN_PORT',
  'COLLECTOR_OTLP_PORT',
  'COLLECTOR_HEALTH_PORT',
  'COLLECTOR_METRICS_PORT',
] as const;

export async function createStack(): Promise<Stack> {
  const free = await freePorts(...portNames);
  const ports = Object.fromEntries(portNames.map(name => [name, String(free[name])]));
  const faultsFolder = mkdtempSync(join(tmpdir(), 'spanshop-faults-'));
  // Readable for the user of the containers.
  chmodSync(faultsFolder, 0o755);
  const environment = {
    ...process.env,
    ...ports,
    COMPOSE_PROJECT_NAME: projectName,
    // Enough for a test to take an order back, and over before anybody asks whether all is quiet.
    GRACE_PERIOD_MS: '1000',
    FAULTS_FOLDER: faultsFolder,
  };
  const urlAt = (name: string) => `http://127.0.0.1:${ports[name]}`;

  const optionsFor = ({ environment: more = {}, direct = false }: UpChanges): compose.IDockerComposeOptions => ({
    cwd: root,
    config: direct ? ['docker-compose.yml', 'docker-compose.direct.yml'] : ['docker-compose.yml'],
    env: { ...environment, ...more },
  });

  return {
    urls: {
      gateway: urlAt('GATEWAY_PORT'),
      console: urlAt('CONSOLE_PORT'),
      jaeger: urlAt('JAEGER_PORT'),
      zipkin: urlAt('ZIPKIN_PORT'),
      collectorMetrics: `${urlAt('COLLECTOR_METRICS_PORT')}/metrics`,
    },
    adminUrlOf: service => urlAt(`${service.toUpperCase()}_ADMIN_PORT`),
    auditorUrl: `postgres://spanshop_auditor:demo-only@127.0.0.1:${ports['POSTGRES_PORT']}/spanshop`,
    faultsFolder,
    environment,
    up: async (changes = {}) => {
      await succeed(compose.upAll({ ...optionsFor(changes), commandOptions: ['--wait'] }));
    },
    run: async (command, ...given) => (await succeed(compose.execCompose(command, given, optionsFor({})))).out,
    down: async () => {
      await succeed(compose.downAll({ ...optionsFor({}), commandOptions: ['--volumes', '--remove-orphans'] }));
    },
  };
}

/** @throws Error with the end of what docker compose said */
async function succeed(running: Promise<compose.IDockerComposeResult>): Promise<compose.IDockerComposeResult> {
  try {
    return await running;
  } catch (failure) {
    const { err, exitCode } = failure as compose.IDockerComposeResult;
    throw new Error(`docker compose ended with ${exitCode}: ${String(err).slice(-1_500)}`, { cause: failure });
  }
}

/** The output of a docker command. */
export function docker(...given: string[]): string {
  return execFileSync('docker', given, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).trim();
}

export function containerOf(service: string): string {
  return `${projectName}-${service}-1`;
}

/** What docker knows of the project's containers, by service. */
export function inspectAll(): Map<string, ContainerDetails> {
  const ids = docker('ps', '--all', '--quiet', '--filter', `label=com.docker.compose.project=${projectName}`);
  if (!ids) return new Map();
  const details = JSON.parse(docker('inspect', ...ids.split('\n'))) as ContainerDetails[];
  return new Map(details.map(one => [one.Config.Labels['com.docker.compose.service'] ?? '', one]));
}

export interface ContainerDetails {
  Name: string;
  Image: string;
  RestartCount: number;
  State: {
    Status: string;
    OOMKilled: boolean;
    ExitCode: number;
    StartedAt: string;
    Health?: { Status: string };
  };
  Config: { User: string; Labels: Record<string, string>; Env: string[] };
  HostConfig: {
    Memory: number;
    PidsLimit: number | null;
    ReadonlyRootfs: boolean;
    Privileged: boolean;
    CapAdd: string[] | null;
    CapDrop: string[] | null;
    SecurityOpt: string[] | null;
    Init: boolean | null;
    RestartPolicy: { Name: string };
    LogConfig: { Type: string; Config: Record<string, string> };
    PortBindings: Record<string, { HostIp: string; HostPort: string }[] | null> | null;
  };
  NetworkSettings: { Networks: Record<string, { IPAddress: string }> };
}

/** MiB in use by service, as docker counts it (without the file cache that can go). */
export function memoryInUse(): Map<string, number> {
  const lines = docker('stats', '--no-stream', '--format', '{{.Name}} {{.MemUsage}}').split('\n');
  const rows = lines
    .filter(line => line.startsWith(projectName))
    .map(line => {
      const [name = '', used = '0MiB'] = line.split(' ');
      const [, amount = '0', unit = 'MiB'] = /^([\d.]+)(\w+)$/.exec(used) ?? [];
      const factor = unit === 'GiB' ? 1_024 : unit === 'KiB' ? 1 / 1_024 : 1;
      return [name.replace(`${projectName}-`, '').replace(/-1$/, ''), Number(amount) * factor] as const;
    });
  return new Map(rows);
}
