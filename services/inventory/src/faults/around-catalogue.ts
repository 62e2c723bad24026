import type { Database } from '@spanshop/shared/database';
import type { Faults } from '@spanshop/shared/faults';
import type { Catalogue } from '../domain/catalogue.ts';
import { createProductsRepository } from '../store/products-repository.ts';
import { cacheOff } from './cache-off/entry.ts';
import { saleShelf } from './cache-off/sale-shelf.ts';
import { cacheStampede } from './cache-stampede/entry.ts';
import { expiringTogether } from './cache-stampede/expiring-together.ts';
import { hugeJson } from './huge-json/entry.ts';
import { withPriceHistory } from './huge-json/with-price-history.ts';
import { memoryPressure } from './memory-pressure/entry.ts';
import { createReport } from './memory-pressure/report.ts';

/** The catalogue with its seams, the innermost first. */
export function aroundCatalogue(
  faults: Faults,
  healthy: Catalogue,
  { database, ttlMs }: { database: Database; ttlMs: number },
): Catalogue {
  const sale = (days: number) => createProductsRepository(database, saleShelf(days));
  const uncached: Catalogue = {
    list: faults.choose(cacheOff, healthy.list, days => sale(days).list),
    find: faults.choose(cacheOff, healthy.find, days => sale(days).find),
  };

  const keptList = expiringTogether(
    (days: number, query: Parameters<Catalogue['list']>[0]) => sale(days).list(query),
    ttlMs,
  );
  const keptFind = expiringTogether((days: number, tenant: string, sku: string) => sale(days).find(tenant, sku), ttlMs);
  const stampeding: Catalogue = {
    list: faults.choose(cacheStampede, uncached.list, days => query => keptList(days, query)),
    find: faults.choose(cacheStampede, uncached.find, days => (tenant, sku) => keptFind(days, tenant, sku)),
  };

  const list = faults.choose(hugeJson, stampeding.list, days => withPriceHistory(stampeding.list, days));
  const report = createReport();
  faults.whileOn(memoryPressure, report);
  return {
    list: faults.choose(memoryPressure, list, () => async query => report.kept(await list(query))),
    find: stampeding.find,
  };
}
