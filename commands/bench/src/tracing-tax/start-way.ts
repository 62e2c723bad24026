import { join } from 'node:path';
import { freePorts } from '@spanshop/local/ports';
import { createProcessGroup } from '@spanshop/local/processes';
import { type DatabaseUrls, databaseUrls, readConfig, topologyOf, urlOf } from '@spanshop/local/topology';
import { bootstrapDatabase } from '@spanshop/shared/database/bootstrap';
import { withSettings } from './service-settings.ts';
import type { Way } from './ways.ts';

export interface RunningWay {
  way: Way;
  gatewayUrl: string;
  database: DatabaseUrls;
  /** Of the services that are traced, or would be. */
  processIds: readonly number[];
  stop(): Promise<unknown>;
}

export interface StartOptions {
  adminUrl: string;
  /** Takes the spans; each way has a path of its own below it. */
  sinkUrl: string;
  logFolder: string;
}

const portNames = ['GATEWAY', 'ORDERS', 'INVENTORY', 'PAYMENTS', 'FULFILLMENT', 'ACQUIRER', 'CONSOLE'] as const;

/** Starts the services of one way on free ports and a database of its own, without a past. Resolves when all are ready. */
export async function startWay(
  way: Way,
  { adminUrl, sinkUrl, logFolder }: StartOptions,
  onStopper: (stop: () => Promise<unknown>) => void,
): Promise<RunningWay> {
  const name = `tax_${way.id}`;
  await bootstrapDatabase(adminUrl, name);
  const database = databaseUrls(adminUrl, name);
  const ports = await freePorts(...portNames);
  const config = readConfig(Object.fromEntries(portNames.map(name => [`${name}_PORT`, String(ports[name])])));
  const telemetry = { OTEL_EXPORTER_OTLP_ENDPOINT: `${sinkUrl}/${way.id}` };
  const topology = topologyOf({
    config,
    database,
    historyOrders: 0,
    gracePeriodMs: 0,
    backends: { telemetry, tracePages: {} },
  }).filter(({ name }) => name !== 'console');
  const traced = topology.filter(service => service.traced);
  const definitions = topology.map(service =>
    service.traced ? way.apply(withSettings(service)) : withSettings(service),
  );
  const group = createProcessGroup({ logFolder: join(logFolder, way.id), inherited: plainEnvironment() });
  const stop = () => group.stop(definitions);
  onStopper(stop);
  // One by one: a busy machine would let some wait for the database longer than they do.
  for (const definition of definitions) await group.start(definition);
  return {
    way,
    gatewayUrl: urlOf(config.GATEWAY_PORT),
    database,
    processIds: traced.map(service => group.running.get(service.name)?.pid ?? Number.NaN),
    stop,
  };
}

/** What the user has set for telemetry or Node would make the ways alike. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const isPlain = (name: string) => !name.startsWith('OTEL_') && name !== 'NODE_OPTIONS';
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => isPlain(name)));
}
