import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pickShopper } from '../../src/shoppers/people.ts';

const edges: readonly (readonly [random: number, customerId: string, tenant: string, lastSku: string])[] = [
  [0, 'cus-0001', 'main', 'sku-0600'],
  [0.499_999, 'cus-1000', 'main', 'sku-0600'],
  [0.5, 'cus-1001', 'outlet', 'sku-0598'],
  [0.799_999, 'cus-1600', 'outlet', 'sku-0598'],
  [0.8, 'cus-1601', 'studio', 'sku-0599'],
  [0.999_999, 'cus-2000', 'studio', 'sku-0599'],
];
for (const [random, customerId, tenant, lastSku] of edges) {
  test(`when ${customerId} comes, then the storefront is ${tenant} and its last product ${lastSku}`, () => {
    let next = random;
    const shopper = pickShopper(() => next);
    assert.equal(shopper.customerId, customerId);
    assert.equal(shopper.tenant, tenant);
    next = 0;
    assert.equal(shopper.pickSku(), 'sku-0001');
    next = 0.999_999;
    assert.equal(shopper.pickSku(), lastSku);
  });
}
