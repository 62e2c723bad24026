import { readConfig, urlOf } from '@spanshop/local/topology';
import { SentenceError, usageError } from '@spanshop/shared/errors';
import { publishedShop } from './published-shop.ts';
import { type KnownShop, knownShop, type Shop } from './shop.ts';

export interface FindOptions {
  /** Where to send the load; undefined: wherever the launcher says, else the port of the environment. */
  baseUrl: string | undefined;
  environment: NodeJS.ProcessEnv;
}

const callTimeoutMs = 10_000;

/** Asks the launcher what it runs; where none runs that shop, takes the ports that compose publishes. */
export async function findShop({ baseUrl, environment }: FindOptions): Promise<Shop> {
  const launcherUrl = urlOf(readConfig(environment).LAUNCHER_PORT);
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
