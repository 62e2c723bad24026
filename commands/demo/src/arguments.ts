import type { BackendChoice } from '@spanshop/local/backends';
import { usageError } from '@spanshop/shared/errors';
import { aNumberUpTo, numberFrom, readOptions, refuseWords } from '@spanshop/terminal';

export interface DemoArguments {
  help: boolean;
  /** Place one order, show and check its trace, and end. */
  once: boolean;
  /** Show what the shop is for, and leave it running. */
  tour: boolean;
  /** Forget the data of earlier runs. */
  fresh: boolean;
  /** Orders that shoppers place per second on average; 0 for no shoppers. */
  ordersPerSecond: number;
  /** Where traces go: the trace store, or real backends as processes. */
  backend: Backend;
  /** Services send to the backends themselves, not through a Collector. */
  direct: boolean;
}

export type Backend = BackendChoice | 'embedded';

const backends: readonly Backend[] = ['embedded', 'jaeger', 'zipkin', 'both'];

const gentleOrdersPerSecond = 1;
const mostOrdersPerSecond = 200;

export const help = `npm run demo [-- <arguments>]

Starts the whole shop as processes on this machine: PostgreSQL, seven services, and what keeps their traces. Shoppers
buy gently until Ctrl-C, which stops everything.

  --once                    place one order, print its trace as a tree, check it, and end with exit code 0 or 1
  --tour                    about two minutes: one order, a fault, what the traces say, its cure; the shop stays open
  --fresh                   forget the data of earlier runs first
  --orders-per-second <n>   how much the shoppers buy, up to ${mostOrdersPerSecond}; default ${gentleOrdersPerSecond}
  --no-shoppers             nobody buys
  --backend <name>          what keeps the traces: embedded (the trace store, the default), or real ones without
                            containers: jaeger, zipkin, or both, with a Collector before them (npm run tools)
  --direct                  without the Collector: the services send to the real ones themselves
  --help                    this text

From the environment: GATEWAY_PORT (8080), ORDERS_PORT (8081), INVENTORY_PORT (8082), PAYMENTS_PORT (8083),
FULFILLMENT_PORT (8084), ACQUIRER_PORT (8085), CONSOLE_PORT (8088), each with an admin port 1000 above it;
LAUNCHER_PORT (8089), where the load tests ask for the shoppers to pause; POSTGRES_PORT (54329), TRACE_STORE_OTLP_PORT
(4318), TRACE_STORE_QUERY_PORT (16686); for real backends COLLECTOR_OTLP_PORT (4318), COLLECTOR_HEALTH_PORT (13133),
COLLECTOR_METRICS_PORT (8888), JAEGER_PORT (16686), JAEGER_OTLP_PORT (14318), ZIPKIN_PORT (9411); DATABASE_URL, a
superuser's connection to a PostgreSQL 18 of yours instead of the embedded one; HISTORY_ORDERS (200000; 0 with --once),
orders of the past that are loaded in the background; GRACE_PERIOD_MS (5000; 0 with --once), how long an order can be taken
back before it ships; SPANSHOP_FOLDER (.spanshop) for data and logs; and the standard OTEL_* variables, which every traced
service inherits; its name stays its own.`;

/** @throws SentenceError with exit code 2 for anything that is not an argument */
export function readArguments(given: readonly string[]): DemoArguments {
  const { values, positionals } = readOptions('npm run demo', given, options);
  refuseWords('npm run demo', positionals);
  const ordersPerSecond = numberFrom('--orders-per-second', values['orders-per-second'], mostOrdersPerSecond);
  const backend = backendFrom(values.backend);
  const once = values.once ?? false;
  const direct = values.direct ?? false;
  const shoppers = !once && !values['no-shoppers'];
  if (ordersPerSecond !== undefined && !shoppers) {
    throw usageError('--orders-per-second has no meaning without shoppers');
  }
  if (direct && backend === 'embedded') {
    throw usageError('--direct has no meaning without a real backend (--backend jaeger, zipkin or both)');
  }
  const tour = values.tour ?? false;
  if (tour && once) throw usageError('--tour and --once exclude each other');
  if (tour && backend === 'zipkin')
    throw usageError('--tour asks for traces as Jaeger is asked: choose another --backend');
  return {
    help: values.help ?? false,
    once,
    tour,
    fresh: values.fresh ?? false,
    ordersPerSecond: shoppers ? (ordersPerSecond ?? gentleOrdersPerSecond) : 0,
    backend,
    direct,
  };
}

const oneBackend = 'embedded, jaeger, zipkin or both';

const options = {
  help: { type: 'boolean', short: 'h' },
  once: { type: 'boolean' },
  tour: { type: 'boolean' },
  fresh: { type: 'boolean' },
  'no-shoppers': { type: 'boolean' },
  'orders-per-second': { type: 'string', takes: aNumberUpTo(mostOrdersPerSecond) },
  backend: { type: 'string', takes: oneBackend },
  direct: { type: 'boolean' },
} as const;

function backendFrom(value = 'embedded'): Backend {
  const found = backends.find(name => name === value);
  if (found) return found;
  throw usageError(`--backend takes ${oneBackend}`);
}
