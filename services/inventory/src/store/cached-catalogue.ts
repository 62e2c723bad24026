import { trace } from '@opentelemetry/api';
import type { Product, ProductPage } from '@spanshop/shared/contracts/inventory';
import { attribute } from '@spanshop/shared/telemetry';
import { LRUCache } from 'lru-cache';
import type { Catalogue } from '../domain/catalogue.ts';

/** Pages and products that are kept at most, each. */
const entries = 500;

/**
 * Keeps what the catalogue shows for a short while. Requests for the same thing that miss at once share one look-up, whose
 * span belongs to the request that came first.
 */
export function createCachedCatalogue(catalogue: Catalogue, ttlMs: number): Catalogue {
  const pages = new LRUCache<string, { page: ProductPage }>({ max: entries, ttl: ttlMs });
  const products = new LRUCache<string, { product: Product | undefined }>({ max: entries, ttl: ttlMs });
  const loadingPages = new Map<string, Promise<{ page: ProductPage }>>();
  const loadingProducts = new Map<string, Promise<{ product: Product | undefined }>>();
  return {
    async list(query) {
      const load = async () => ({ page: await catalogue.list(query) });
      return (await through(pages, loadingPages, JSON.stringify(query), load)).page;
    },
    async find(tenant, sku) {
      const load = async () => ({ product: await catalogue.find(tenant, sku) });
      return (await through(products, loadingProducts, `${tenant} ${sku}`, load)).product;
    },
  };
}

async function through<T extends object>(
  cache: LRUCache<string, T>,
  loading: Map<string, Promise<T>>,
  key: string,
  load: () => Promise<T>,
): Promise<T> {
  const hit = cache.get(key);
  trace.getActiveSpan()?.setAttribute(attribute.cacheHit, hit !== undefined);
  if (hit) return hit;
  const running = loading.get(key) ?? load().finally(() => loading.delete(key));
  loading.set(key, running);
  const loaded = await running;
  cache.set(key, loaded);
  return loaded;
}
