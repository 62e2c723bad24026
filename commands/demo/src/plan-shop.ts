import { join } from 'node:path';
import { writeFlags } from '@spanshop/labs/flags';
import { checkPorts } from '@spanshop/local/ports';
import { adminUrlOf } from '@spanshop/local/postgres';
import { shortPath } from '@spanshop/local/root';
import type { Lab } from '@spanshop/local/running-shop';
import type { DatabaseOptions } from '@spanshop/local/shop';
import { forgetData } from '@spanshop/local/shop';
import type { DemoConfig } from '@spanshop/local/topology';
import { databaseUrls, type ProcessDefinition, topologyOf, traceStoreName, urlOf } from '@spanshop/local/topology';
import { embeddedPlaces, realPlaces, type TracePlaces } from '@spanshop/local/traces';
import { usageError } from '@spanshop/shared/errors';
import type { DemoArguments } from './arguments.ts';
import type { BackendPlan } from './backends/plan-backends.ts';
import { type AcquirerRecorder, startAcquirerRecorder } from './once/acquirer-recorder.ts';

/** What is to be started, checked as far as it can be before anything is. */
export interface ShopPlan {
  topology: readonly ProcessDefinition[];
  database: Omit<DatabaseOptions, 'onLog'>;
  /** Connection that may read everything and write nothing. */
  auditorUrl: string;
  logFolder: string;
  /** The log folder as it is shown. */
  logs: string;
  gatewayUrl: string;
  consoleUrl: string;
  /** Where the launcher itself can be asked; undefined where nobody will. */
  controlPort: number | undefined;
  /** What the launcher is called beside `localhost` and its address. */
  names: readonly string[];
  /** Of the traced services, by name: metrics, and restocking. */
  adminUrls: Readonly<Record<string, string>>;
  /** Where traces can be found. */
  traces: TracePlaces;
  /** How faults are switched, and who says that it is done; undefined where lab mode is off. */
  lab: Lab | undefined;
  /** Real backends to be started beside the shop; undefined where the trace store is part of it. */
  backends: BackendPlan | undefined;
  /** Stands in front of the acquirer where one order is to be followed. */
  acquirer: AcquirerRecorder | undefined;
}

/** Orders of the past, enough for an index to matter. */
const pastOrders = 200_000;

/** @throws SentenceError for busy ports, or data that --fresh may not remove */
export async function planShop(demo: DemoArguments, config: DemoConfig): Promise<ShopPlan> {
  const dataFolder = join(config.SPANSHOP_FOLDER, 'postgres');
  const logFolder = join(config.SPANSHOP_FOLDER, 'logs');
  if (demo.tour && config.LAB_MODE === 'off')
    throw usageError('--tour switches a fault on, and LAB_MODE=off keeps it from that');
  const acquirer = demo.once ? await startAcquirerRecorder(urlOf(config.ACQUIRER_PORT)) : undefined;
  const urls = databaseUrls(config.DATABASE_URL ?? adminUrlOf(config.POSTGRES_PORT));
  const backends =
    demo.backend === 'embedded'
      ? undefined
      : (await import('./backends/plan-backends.ts')).planBackends(demo.backend, demo.direct, config);
  const flagFile =
    config.LAB_MODE === 'on' && !demo.once ? join(config.SPANSHOP_FOLDER, 'faults', 'flags.json') : undefined;
  const topology = topologyOf({
    config,
    backends,
    database: urls,
    historyOrders: config.HISTORY_ORDERS ?? (demo.once ? 0 : pastOrders),
    gracePeriodMs: config.GRACE_PERIOD_MS ?? (demo.once ? 0 : undefined),
    flagFile,
    acquirerUrl: acquirer?.url ?? urlOf(config.ACQUIRER_PORT),
  });
  const postgres = config.DATABASE_URL ? [] : [{ name: 'PostgreSQL', port: config.POSTGRES_PORT }];
  const programs = topology.flatMap(({ name, ports }) => ports.map(port => ({ name, port })));
  const launcher = demo.once ? [] : [{ name: 'launcher', port: config.LAUNCHER_PORT }];
  await checkPorts([...programs, ...launcher, ...postgres, ...(backends?.portUses ?? [])], {
    inUse: 'stop what listens there, or choose others by environment (npm run demo -- --help)',
  });
  // What an earlier start left on is off; the services put back what it had changed.
  if (flagFile !== undefined) await writeFlags(flagFile, []);
  if (demo.fresh) forgetData(dataFolder, config.DATABASE_URL);
  return {
    topology,
    database: { givenUrl: config.DATABASE_URL, dataFolder, port: config.POSTGRES_PORT },
    auditorUrl: urls.auditor,
    logFolder,
    logs: shortPath(logFolder),
    gatewayUrl: urlOf(config.GATEWAY_PORT),
    consoleUrl: urlOf(config.CONSOLE_PORT),
    controlPort: demo.once ? undefined : config.LAUNCHER_PORT,
    names: config.ALLOWED_HOSTS,
    adminUrls: adminUrlsOf(topology.filter(({ traced }) => traced)),
    traces: backends ? realPlaces(backends) : embeddedPlaces(urlOf(config.TRACE_STORE_QUERY_PORT)),
    lab: flagFile === undefined ? undefined : { flagFile, adminUrls: adminUrlsOf(topology.filter(isService)) },
    backends,
    acquirer,
  };
}

function adminUrlsOf(services: readonly ProcessDefinition[]): Readonly<Record<string, string>> {
  return Object.fromEntries(services.map(({ name, ports }) => [name, urlOf(ports[1] as number)]));
}

function isService({ name }: ProcessDefinition): boolean {
  return name !== traceStoreName;
}
