import { SentenceError, usageError } from '@spanshop/shared/errors';
import { readConfig, urlOf } from '../topology/index.ts';
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
 * What a launcher says of its shop; undefined where nothing listens, or what answers is none.
 *
 * @throws SentenceError when something listens there and does not answer: to take that for no launcher would load another
 *   shop than the one that is meant
 */
export async function askLauncher(launcherUrl: string, timeoutMs = callTimeoutMs): Promise<KnownShop | undefined> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await fetch(launcherUrl, { signal });
    return readDescription(await answer.text());
  } catch (error) {
    if (isConnectionRefused(error)) return undefined;
    const inTime = signal.aborted ? ` within ${timeoutMs} ms` : '';
    throw new SentenceError(`what listens at ${launcherUrl} (LAUNCHER_PORT) does not answer${inTime}`, {
      cause: error,
    });
  }
}

function readDescription(text: string): KnownShop | undefined {
  try {
    return knownShop.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function isConnectionRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
}
