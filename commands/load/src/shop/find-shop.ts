import { SentenceError, usageError } from '@spanshop/shared/errors';
import { type KnownShop, knownShop, type Shop } from './shop.ts';

export interface FindOptions {
  /** Where to send the load; undefined: wherever the launcher says, else the port of the environment. */
  baseUrl: string | undefined;
  environment: NodeJS.ProcessEnv;
}

const callTimeoutMs = 10_000;

/** Asks the launcher what it runs; where none runs that shop, takes the ports that compose publishes. */
export async function findShop({ baseUrl, environment }: FindOptions): Promise<Shop> {
  const launcherUrl = `http://127.0.0.1:${portFrom(environment, 'LAUNCHER_PORT', 8089)}`;
  const described = await askLauncher(launcherUrl);
  const wanted = baseUrl === undefined ? undefined : normalized(baseUrl);
  if (described && (!wanted || wanted === normalized(described.gatewayUrl))) return { ...described, launcherUrl };
  const published = publishedShop(environment);
  if (!wanted || wanted === normalized(published.gatewayUrl)) return { ...published, launcherUrl: undefined };
  // A shop somewhere else: nothing but its gateway is known.
  return { gatewayUrl: wanted, adminUrls: {}, launcherUrl: undefined };
}

/** @throws SentenceError with exit code 2 for what is no http address */
export function normalized(address: string): string {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw usageError(`${address} is no address such as http://127.0.0.1:8080`);
  }
  return url.href.replace(/\/+$/, '');
}

/**
 * What a launcher says of its shop; undefined where none listens.
 *
 * @throws SentenceError when something listens there and does not answer in time: to take that for no launcher would load
 *   another shop than the one that is meant
 */
export async function askLauncher(launcherUrl: string, timeoutMs = callTimeoutMs): Promise<KnownShop | undefined> {
  try {
    const answer = await fetch(launcherUrl, { signal: AbortSignal.timeout(timeoutMs) });
    return answer.ok ? knownShop.parse(await answer.json()) : undefined;
  } catch (error) {
    if (!(error instanceof Error && error.name === 'TimeoutError')) return undefined;
    throw new SentenceError(`what listens at ${launcherUrl} (LAUNCHER_PORT) does not answer within ${timeoutMs} ms`);
  }
}

/** The shop on containers, by the ports of .env. */
function publishedShop(environment: NodeJS.ProcessEnv): KnownShop {
  const urlAt = (name: string, fallback: number) => `http://127.0.0.1:${portFrom(environment, name, fallback)}`;
  const jaeger = urlAt('JAEGER_PORT', 16_686);
  return {
    gatewayUrl: urlAt('GATEWAY_PORT', 8080),
    adminUrls: {
      gateway: urlAt('GATEWAY_ADMIN_PORT', 9080),
      orders: urlAt('ORDERS_ADMIN_PORT', 9081),
      inventory: urlAt('INVENTORY_ADMIN_PORT', 9082),
      payments: urlAt('PAYMENTS_ADMIN_PORT', 9083),
      fulfillment: urlAt('FULFILLMENT_ADMIN_PORT', 9084),
    },
    auditorUrl: `postgres://spanshop_auditor:demo-only@127.0.0.1:${portFrom(environment, 'POSTGRES_PORT', 54_329)}/spanshop`,
    traces: {
      link: `${jaeger}/trace/{traceId}`,
      queryUrl: jaeger,
      searchUrl: `${jaeger}/search`,
      counter: { by: 'collector', url: `${urlAt('COLLECTOR_METRICS_PORT', 8888)}/metrics` },
    },
  };
}

/** @throws SentenceError with exit code 2 for what is no port */
function portFrom(environment: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const given = environment[name];
  if (!given) return fallback;
  const port = Number(given);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw usageError(`${name} is ${given}, which is no port`);
}
