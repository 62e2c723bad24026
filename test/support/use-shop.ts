import { after, beforeEach } from 'node:test';
import { clearSpans } from '@spanshop/shared/testing';
import type { ShopSettings } from './shop-settings.ts';
import { startShop, type TestShop } from './start-shop.ts';

/** One shop for the tests of a file: each finds proxies that break nothing and no spans, and the last leaves nothing open. */
export async function useShop(settings?: ShopSettings): Promise<TestShop> {
  const shop = await startShop(settings);
  beforeEach(() => {
    shop.reset();
    clearSpans();
  });
  after(() => shop.close());
  return shop;
}
