import type { Database } from '@spanshop/shared/database';
import type { Faults } from '@spanshop/shared/faults';
import type { Catalogue } from '../domain/catalogue.ts';
import { createProductsRepository } from '../store/products-repository.ts';
import { cacheOff } from './cache-off/entry.ts';
import { saleShelf } from './cache-off/sale-shelf.ts';

/** The catalogue with its seams, the innermost first. */
export function aroundCatalogue(faults: Faults, healthy: Catalogue, database: Database): Catalogue {
  const sale = (days: number) => createProductsRepository(database, saleShelf(days));
  return {
    list: faults.choose(cacheOff, healthy.list, days => sale(days).list),
    find: faults.choose(cacheOff, healthy.find, days => sale(days).find),
  };
}
