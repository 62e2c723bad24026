import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { freePorts } from '@spanshop/local/ports';
import { createProcessGroup } from '@spanshop/local/processes';
import { type ProcessDefinition, readConfig, topologyOf, urlOf } from '@spanshop/local/topology';
import { createPool, type Database } from '@spanshop/shared/database';
import { type Proxy as BreakingProxy, createTestDatabase, silentLogger, startProxy } from '@spanshop/shared/testing';

export interface ProcessShop {
  gatewayUrl: string;
  /** Jaeger's query API of the trace store. */
  traceStoreUrl: string;
  /** Of each service, by its name. */
  adminUrls: Readonly<Record<string, string>>;
  /** The file of flags, which is read in lab mode alone. */
  flagFile: string;
  /** Between payments and the acquirer, with the headers as they arrive. */
  toAcquirer: BreakingProxy;
  /** Reads every schema. */
  auditor: Database;
  /** Every line that any process has written so far. */
  log(): string[];
  /** `kill -9`. Resolves when the process is gone. */
  kill(name: string): Promise<void>;
  /** Starts it anew on the same port. Resolves when it can do its work. */
  restart(name: string): Promise<void>;
  /** The process stands still for so many milliseconds, with all that it holds, and goes on. */
  pause(name: string, ms: number): Promise<void>;
  close(): Promise<void>;
}

const portNames = [
  ...['GATEWAY', 'ORDERS', 'INVENTORY', 'PAYMENTS', 'FULFILLMENT', 'ACQUIRER', 'CONSOLE'],
  ...['TRACE_STORE_OTLP', 'TRACE_STORE_QUERY'],
];

/** The name of the second instance of orders, where there is one: fulfillment calls it, the gateway calls the first. */
export const secondOrders = 'orders-2';

/**
 * The shop as the launcher starts it, a process each, on free ports and a database of its own.
 *
 * @param environment what all processes get on top
 */
export async function startProcesses(
  environment: Readonly<Record<string, string>> = {},
  { twoOrders = false, gracePeriodMs = 0, labMode = false } = {},
): Promise<ProcessShop> {
  const database = await createTestDatabase();
  const auditor = createPool({ url: database.urlOf('auditor'), size: 2, logger: silentLogger() });
  const free = await freePorts(...portNames);
  const config = readConfig(Object.fromEntries(portNames.map(name => [`${name}_PORT`, String(free[name])])));
  const toAcquirer = await startProxy(urlOf(config.ACQUIRER_PORT));
  const folder = mkdtempSync(join(tmpdir(), 'spanshop-processes-'));
  const flagFile = join(folder, 'flags.json');
  const single = topologyOf({
    config,
    database: {
      of: role => database.urlOf(role as Parameters<typeof database.urlOf>[0]),
      migration: database.migrationUrl,
      auditor: database.urlOf('auditor'),
    },
    historyOrders: 0,
    gracePeriodMs,
    acquirerUrl: toAcquirer.url,
    flagFile: labMode ? flagFile : undefined,
  }).filter(({ name }) => name !== 'console');
  const topology = twoOrders ? withSecondOrders(single, await freePorts('port', 'adminPort')) : single;

  const group = createProcessGroup({
    logFolder: folder,
    // Outside lab mode nobody may look into it.
    inherited: { ...process.env, LOG_LEVEL: 'debug', FLAGS_SOURCE: pathToFileURL(flagFile).href, ...environment },
  });
  const log = () => group.logs().flatMap(file => readFileSync(file, 'utf8').split('\n').filter(Boolean));
  const start = (name: string) => {
    const definition = topology.find(one => one.name === name);
    if (!definition) throw new Error(`there is no process ${name}`);
    return group.start(definition);
  };
  const close = async () => {
    await group.stop(topology);
    await Promise.all([toAcquirer.close(), auditor.end()]);
    await database.close();
    rmSync(folder, { recursive: true });
  };
  try {
    await Promise.all(topology.map(({ name }) => start(name)));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    gatewayUrl: urlOf(config.GATEWAY_PORT),
    traceStoreUrl: urlOf(config.TRACE_STORE_QUERY_PORT),
    adminUrls: Object.fromEntries(
      single.filter(({ announces }) => announces).map(({ name, ports }) => [name, urlOf(ports[1] as number)]),
    ),
    flagFile,
    toAcquirer,
    auditor,
    log,
    async kill(name) {
      group.running.get(name)?.kill();
      await group.running.get(name)?.exited;
    },
    restart: start,
    async pause(name, ms) {
      const pid = group.running.get(name)?.pid;
      if (!pid) throw new Error(`there is no process ${name}`);
      process.kill(pid, 'SIGSTOP');
      await sleep(ms);
      process.kill(pid, 'SIGCONT');
    },
    close,
  };
}

function withSecondOrders(
  topology: readonly ProcessDefinition[],
  { port, adminPort }: { port: number; adminPort: number },
) {
  return topology.flatMap((definition): ProcessDefinition[] => {
    const { name, environment } = definition;
    if (name === 'fulfillment') return [{ ...definition, environment: { ...environment, ORDERS_URL: urlOf(port) } }];
    if (name !== 'orders') return [definition];
    const ports = { PORT: String(port), ADMIN_PORT: String(adminPort) };
    const second = {
      ...definition,
      name: secondOrders,
      ports: [port, adminPort],
      readyUrl: `${urlOf(port)}/readyz`,
      environment: { ...environment, ...ports },
    };
    return [definition, second];
  });
}
