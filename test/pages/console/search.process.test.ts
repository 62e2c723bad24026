import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { realBrowser } from '@spanshop/local/testing';
import { orderTrace } from '../../../services/console/test/support/odd-trace.ts';
import { otlpTrace, traceIdOf } from '../../../services/console/test/support/otlp-trace.ts';
import { type ConsoleInBrowser, parametersOf, startConsoleInBrowser } from './support.ts';

const { skip, launch } = realBrowser();
const [order, failed] = [traceIdOf(1), traceIdOf(2)];
let shop: ConsoleInBrowser;

before(async () => {
  if (skip) return;
  shop = await startConsoleInBrowser(launch);
  const now = Date.now();
  await shop.backend.send(orderTrace(order, now - 50_000));
  await shop.backend.send(
    otlpTrace(failed, now - 30_000, [
      { id: 1, service: 'gateway', name: 'GET /products', kind: 2, from: 0, to: 2_000, isError: true },
    ]),
  );
});

after(() => shop?.close());

test('when a search is filled in, then its results are there, it has an address, and going back shows what was before', {
  skip,
}, async () => {
  const { page, close } = await shop.open('/traces');
  try {
    const items = page.locator('.trace-list li');
    await items.nth(1).waitFor();
    await page.getByLabel('Attributes').fill('shop.tenant=main');
    await page.getByLabel('Took at most, in ms').fill('500');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.getByText('one found').waitFor();
    assert.deepEqual(parametersOf(page), { max: '500', tags: 'shop.tenant=main' });
    await page.reload();
    await page.getByText('one found').waitFor();
    assert.equal(await page.getByLabel('Attributes').inputValue(), 'shop.tenant=main');
    await page.goBack();
    await page.getByText('2 found').waitFor();
    assert.equal(await page.getByLabel('Attributes').inputValue(), '');
  } finally {
    await close();
  }
});

test('when quick filters are chosen, then each narrows or orders the list, and is taken back by choosing it again', {
  skip,
}, async () => {
  const { page, close } = await shop.open('/traces');
  try {
    const first = page.locator('.trace-list li').first();
    await page.getByRole('button', { name: 'slowest first' }).click();
    assert.match(await first.innerText(), /GET \/products/);
    const errors = page.getByRole('button', { name: 'with an error' });
    await errors.click();
    await page.getByText('one found').waitFor();
    assert.match(await first.innerText(), /failed/);
    await errors.click();
    await page.getByText('2 found').waitFor();
    await page.getByRole('button', { name: 'storefront main' }).click();
    await page.getByText('one found').waitFor();
    assert.match(await first.innerText(), /POST \/orders/);
  } finally {
    await close();
  }
});

test('when a point of the plot is chosen, then its trace opens; the list leads there by keyboard', {
  skip,
}, async () => {
  const { page, close } = await shop.open('/traces');
  try {
    await page.locator('.point .failed').first().waitFor();
    await page.locator('.point', { has: page.locator('.failed') }).click();
    await page.waitForURL(`**/traces/${failed}`);
    await page.goBack();
    await page.locator('.trace-list a').last().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/traces/${order}`);
  } finally {
    await close();
  }
});
