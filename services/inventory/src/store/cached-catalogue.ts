import type { Product, ProductPage } from '@spanshop/shared/contracts/inventory';
import { withinDeadline } from '@spanshop/shared/database';
import { runWithDeadline } from '@spanshop/shared/deadline';
import { activeSpan, attribute } from '@spanshop/shared/telemetry';
import { LRUCache } from 'lru-cache';
import type { Catalogue } from '../domain/catalogue.ts';

/** Pages and products that are kept at most, each. */
const entries = 500;

export interface CacheOptions {
  /** How long an answer is kept, in milliseconds. */
  ttlMs: number;
  /** How long a look-up may take, in milliseconds, whatever the requests have left that wait for it. */
  lookUpTimeoutMs: number;
}

/**
 * Keeps what the catalogue shows for a short while. Requests for the same thing that miss at once share one look-up, whose
 * span belongs to the request that came first. It goes on when that one's client leaves, and each waits for it as long as its
 * own deadline allows.
 */
export function createCachedCatalogue(catalogue: Catalogue, options: CacheOptions): Catalogue {
  const pages = createCache(
    options,
    (query: Parameters<Catalogue['list']>[0]): Promise<ProductPage> => catalogue.list(query),
  );
  const products = createCache(options, ({ tenant, sku }: { tenant: string; sku: string }) =>
    catalogue.find(tenant, sku),
  );
  return {
    list: pages,
    find: (tenant, sku): Promise<Product | undefined> => products({ tenant, sku }),
  };
}

/** A look-up that is remembered. The cache holds objects, so that what is not there is remembered too. */
function createCache<Query extends object, Found>(
  { ttlMs, lookUpTimeoutMs }: CacheOptions,
  lookUp: (query: Query) => Promise<Found>,
) {
  interface Entry {
    found: Found;
  }
  const cache = new LRUCache<string, Entry, () => Promise<Entry>>({
    max: entries,
    ttl: ttlMs,
    // Whoever waits for a look-up gets it, even if the cache has to let it go meanwhile.
    ignoreFetchAbort: true,
    fetchMethod: (_key, _stale, { context: load }) => load(),
  });
  return async (query: Query): Promise<Found> => {
    const load = async () => ({ found: await runWithDeadline(lookUpTimeoutMs, () => lookUp(query)) });
    const status: LRUCache.Status<string, Entry, () => Promise<Entry>> = {};
    const entry = cache.forceFetch(JSON.stringify(query), { context: load, status });
    activeSpan()?.setAttribute(attribute.cacheHit, status.fetch === 'hit');
    return (await withinDeadline(entry)).found;
  };
}
