import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import request from 'supertest';
import { assertProblem } from '../support/assert-problem.ts';
import { startInventory } from '../support/start-inventory.ts';

const inventory = await startInventory();
after(inventory.close);
const get = (path: string) => request(inventory.app).get(path);

interface Page {
  products: { sku: string; category: string }[];
  nextCursor?: string;
}

/** Follows the cursors from the first page to the last. */
async function pages(query: string): Promise<Page[]> {
  const all: Page[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; cursor = all.at(-1)?.nextCursor) {
    const { status, body } = await get(`/products?${query}${cursor && `&cursor=${cursor}`}`);
    assert.equal(status, 200, JSON.stringify(body));
    all.push(body);
    assert.ok(all.length <= 100);
  }
  return all;
}

for (const [tenant, limit, count] of [
  ['main', 100, 601],
  ['main', 37, 601],
  ['outlet', 50, 200],
  ['studio', 100, 300],
] as const) {
  test(`when ${tenant}'s catalogue is read in pages of ${limit}, then each of its ${count} products comes once`, async () => {
    const all = await pages(`tenant=${tenant}&limit=${limit}`);
    const skus = all.flatMap(({ products }) => products.map(({ sku }) => sku));
    assert.equal(skus.length, count);
    assert.deepEqual(skus, [...new Set(skus)].sort());
    for (const page of all.slice(0, -1)) assert.equal(page.products.length, limit);
    assert.ok((all.at(-1)?.products.length ?? 0) > 0, 'the last page is not empty');
  });
}

test('when the category is named, then its products come and no others', async () => {
  const products = (await pages('tenant=main&category=lamps&limit=20')).flatMap(page => page.products);
  assert.equal(products.length, 50);
  for (const { category } of products) assert.equal(category, 'lamps');
});

test('when a category is empty, then the page is empty and the last', async () => {
  assert.deepEqual((await get('/products?tenant=main&category=boats')).body, { products: [] });
});

test('when a storefront is unknown, then its catalogue is empty', async () => {
  assert.deepEqual((await get('/products?tenant=nobody')).body, { products: [] });
});

test('when no limit is given, then a page has 20 products, with all that the contract says', async () => {
  const { body } = await get('/products?tenant=main');
  assert.equal(body.products.length, 20);
  assert.deepEqual(body.products[0], {
    sku: 'sku-0001',
    name: 'Birch Lamp',
    category: 'lamps',
    priceMinor: 18_990,
    currency: 'EUR',
    available: 10_000,
  });
});

test('when one product is asked for, then it comes', async () => {
  const { status, body } = await get('/products/sku-0042?tenant=main');
  assert.equal(status, 200);
  assert.equal(body.sku, 'sku-0042');
});

for (const [what, path, status, code] of [
  ['a product does not exist', '/products/sku-9999?tenant=main', 404, 'unknown_product'],
  ['a product belongs to other storefronts', '/products/sku-0002?tenant=outlet', 404, 'unknown_product'],
  ['the sku is none', '/products/lamp?tenant=main', 400, 'invalid_request'],
  ['the storefront is missing', '/products/sku-0001', 400, 'invalid_request'],
  ['the query has an unknown field', '/products?tenant=main&page=2', 400, 'invalid_request'],
  ['the limit is 0', '/products?tenant=main&limit=0', 400, 'invalid_request'],
  ['the limit is 101', '/products?tenant=main&limit=101', 400, 'invalid_request'],
  ['the limit is no number', '/products?tenant=main&limit=many', 400, 'invalid_request'],
  ['the limit comes twice', '/products?tenant=main&limit=1&limit=2', 400, 'invalid_request'],
  ['the category is none', "/products?tenant=main&category=' OR 1=1", 400, 'invalid_request'],
  ['the cursor is made up', '/products?tenant=main&cursor=abc', 400, 'invalid_cursor'],
  [
    'the cursor holds a NUL',
    `/products?tenant=main&cursor=${Buffer.from('["\\u0000"]').toString('base64url')}`,
    400,
    'invalid_cursor',
  ],
] as const) {
  test(`when ${what}, then ${status} ${code}`, async () => {
    assertProblem(await get(path), status, code);
  });
}
