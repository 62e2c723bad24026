import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../root.ts';
import { adminPortOf, type DemoConfig } from './config.ts';
import type { DatabaseUrls } from './database-urls.ts';

/** One process of the shop. */
export interface ProcessDefinition {
  name: string;
  entry: string;
  /** What Node itself is told before the entry. */
  nodeFlags: readonly string[];
  /** What is bound before anything else, by what it is for. */
  ports: readonly number[];
  /** Answers 200 once the process can do its work. */
  readyUrl: string;
  /** Whether OpenTelemetry is loaded before the service. */
  traced: boolean;
  /** Whether it says over IPC that it is loaded, and later that it listens. */
  announces: boolean;
  environment: Readonly<Record<string, string>>;
}

export interface TopologyOptions {
  config: DemoConfig;
  database: DatabaseUrls;
  historyOrders: number;
  /** How long an order can be taken back by hand before it ships; undefined for what orders itself finds right. */
  gracePeriodMs?: number | undefined;
  /** The file of flags by which faults are switched; undefined where lab mode is off. */
  flagFile?: string | undefined;
  /** Where payments is to find the acquirer, when it is not at its own port. */
  acquirerUrl?: string;
  /** Real backends instead of the trace store. */
  backends?: BackendEnvironment | undefined;
}

/** What processes have to be told of real backends. */
export interface BackendEnvironment {
  /** Of services: where the traces go, in the standard variables. */
  telemetry: Readonly<Record<string, string>>;
  /** Of the console: where traces are asked for, and looked at in other pages than its own. */
  tracePages: Readonly<Record<string, string>>;
}

export const traceStoreName = 'trace-store';

/** Everything that runs beside PostgreSQL. The order is from the edge inwards, which is also the order of stopping. */
export function topologyOf({
  config,
  database,
  historyOrders,
  gracePeriodMs,
  acquirerUrl,
  flagFile,
  backends,
}: TopologyOptions): ProcessDefinition[] {
  const history = { HISTORY_ORDERS: String(historyOrders) };
  const ordersUrl = { ORDERS_URL: urlOf(config.ORDERS_PORT) };
  const inventoryUrl = { INVENTORY_URL: urlOf(config.INVENTORY_PORT) };
  const paymentsUrl = { PAYMENTS_URL: urlOf(config.PAYMENTS_PORT) };
  const acquirer = { ACQUIRER_URL: acquirerUrl ?? urlOf(config.ACQUIRER_PORT) };
  const data = (name: string, owner = database.migration) => ({
    DATABASE_URL: database.of(name),
    MIGRATION_DATABASE_URL: owner,
  });
  const lab =
    flagFile === undefined ? { LAB_MODE: 'off' } : { LAB_MODE: 'on', FLAGS_SOURCE: pathToFileURL(flagFile).href };
  const traced = backends?.telemetry ?? { OTEL_EXPORTER_OTLP_ENDPOINT: urlOf(config.TRACE_STORE_OTLP_PORT) };

  const services = [
    {
      ...service(
        'console',
        config.CONSOLE_PORT,
        false,
        backends?.tracePages ?? { QUERY_URL: urlOf(config.TRACE_STORE_QUERY_PORT) },
      ),
      nodeFlags: consoleFlags,
    },
    service('gateway', config.GATEWAY_PORT, true, { ...traced, ...data('gateway'), ...ordersUrl, ...inventoryUrl }),
    service('fulfillment', config.FULFILLMENT_PORT, true, {
      ...traced,
      ...data('fulfillment'),
      ...history,
      ...ordersUrl,
      ...inventoryUrl,
    }),
    service('orders', config.ORDERS_PORT, true, {
      ...traced,
      ...data('orders'),
      ...history,
      ...(gracePeriodMs === undefined ? {} : { GRACE_PERIOD_MS: String(gracePeriodMs) }),
      ...inventoryUrl,
      ...paymentsUrl,
    }),
    service('payments', config.PAYMENTS_PORT, true, { ...traced, ...data('payments'), ...history, ...acquirer }),
    service('inventory', config.INVENTORY_PORT, true, { ...traced, ...data('inventory') }),
    // An outside party: it owns its own schema, and knows no connection of the shop's.
    service('acquirer', config.ACQUIRER_PORT, false, { ...data('acquirer', database.of('acquirer')), ...history }),
  ].map(definition => ({ ...definition, environment: { ...definition.environment, ...lab } }));
  return [...services, ...(backends ? [] : [traceStore(config)])];
}

/** Those first that have most to do once they are loaded: orders and fulfillment install the queue. */
const startFirst = ['orders', 'fulfillment', 'payments', 'gateway', 'inventory'];

export function inOrderOfStart(topology: readonly ProcessDefinition[]): ProcessDefinition[] {
  const first = startFirst.flatMap(name => topology.filter(process => process.name === name));
  return [...first, ...topology.filter(process => !first.includes(process))];
}

/** An address on this machine. */
export function urlOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** It reads megabytes at a time and keeps none of them: room for young objects that grows with that is never given back. */
const consoleFlags = ['--max-semi-space-size=4'];

function service(
  name: string,
  port: number,
  traced: boolean,
  environment: Readonly<Record<string, string>>,
): ProcessDefinition {
  return {
    name,
    entry: join(root, `services/${name}/src/server.ts`),
    nodeFlags: [],
    ports: [port, adminPortOf(port)],
    readyUrl: `${urlOf(port)}/readyz`,
    traced,
    announces: true,
    environment: {
      HOST: '127.0.0.1',
      PORT: String(port),
      ADMIN_HOST: '127.0.0.1',
      ADMIN_PORT: String(adminPortOf(port)),
      ...environment,
    },
  };
}

function traceStore({ TRACE_STORE_OTLP_PORT, TRACE_STORE_QUERY_PORT }: DemoConfig): ProcessDefinition {
  return {
    name: traceStoreName,
    entry: join(root, 'trace-store/src/server.ts'),
    nodeFlags: [],
    ports: [TRACE_STORE_OTLP_PORT, TRACE_STORE_QUERY_PORT],
    readyUrl: `${urlOf(TRACE_STORE_QUERY_PORT)}/healthz`,
    traced: false,
    announces: false,
    environment: {
      TRACE_STORE_HOST: '127.0.0.1',
      TRACE_STORE_OTLP_PORT: String(TRACE_STORE_OTLP_PORT),
      TRACE_STORE_QUERY_PORT: String(TRACE_STORE_QUERY_PORT),
    },
  };
}
