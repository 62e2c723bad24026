import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { realBrowser } from '@spanshop/local/testing';
import { orderTrace } from '../../../services/console/test/support/odd-trace.ts';
import { traceIdOf } from '../../../services/console/test/support/otlp-trace.ts';
import { type ConsoleInBrowser, startConsoleInBrowser } from './support.ts';

const { skip, launch } = realBrowser();
const [usual, slower] = [traceIdOf(1), traceIdOf(2)];
let shop: ConsoleInBrowser;

before(async () => {
  if (skip) return;
  shop = await startConsoleInBrowser(launch);
  const now = Date.now();
  await shop.backend.send(orderTrace(usual, now - 50_000));
  await shop.backend.send(orderTrace(slower, now - 40_000, { slowerMs: 60, isRetried: true }));
});

after(() => shop?.close());

test('when two traces are chosen in the list, then they are compared: what is slower, and what is new', {
  skip,
}, async () => {
  const { page, close } = await shop.open('/traces');
  try {
    const boxes = page.getByRole('checkbox', { name: /^Compare/ });
    await boxes.nth(1).check();
    await boxes.nth(0).check();
    await page.getByRole('link', { name: 'Compare these two' }).click();
    await page.waitForURL(`**/compare?a=${usual}&b=${slower}`);
    const told = await page.locator('.conclusion').innerText();
    assert.match(told, /takes 140 ms after, 80 ms before \(\+60 ms\)\. It does more: one span new\./);
    assert.match(told, /inventory\s+SELECT stock: \+60 ms itself/);
    const added = page.locator('.changes li', { hasText: 'POST /v1/captures' });
    assert.match(await added.innerText(), /new[\s\S]*–[\s\S]*6 ms[\s\S]*\+6 ms/);
  } finally {
    await close();
  }
});

test('when the two change sides, then what was new is gone', { skip }, async () => {
  const { page, close } = await shop.open(`/compare?a=${usual}&b=${slower}`);
  try {
    await page.getByRole('button', { name: 'The other way round' }).click();
    await page.waitForURL(`**/compare?a=${slower}&b=${usual}`);
    await page.getByText('It does less: one span gone.').waitFor();
  } finally {
    await close();
  }
});

test('when a trace is still on its way, then none stands in its place', { skip }, async () => {
  const { page, close } = await shop.open(`/compare?a=${usual}&b=${slower}`);
  try {
    await page.locator('.conclusion').waitFor();
    const arrival = Promise.withResolvers<void>();
    await page.route(`**/api/traces/${slower}`, async route => {
      await arrival.promise;
      await route.continue();
    });
    await page.getByRole('button', { name: 'The other way round' }).click();
    await page.waitForURL(`**/compare?a=${slower}&b=${usual}`);
    await page.getByRole('region', { name: 'after' }).getByText('80 ms').waitFor();
    assert.equal(await page.locator('.conclusion').count(), 0);
    assert.equal(await page.locator(`a[href="/traces/${usual}"]`).count(), 1);
    arrival.resolve();
    await page.getByText('It does less: one span gone.').waitFor();
  } finally {
    await close();
  }
});

test('when one trace is given, then others that begin alike are offered', { skip }, async () => {
  const { page, close } = await shop.open(`/compare?a=${usual}`);
  try {
    await page.getByText('1, the slowest first').waitFor({ state: 'attached' });
    await page.getByLabel('One that begins alike').selectOption(slower);
    await page.waitForURL(`**/compare?a=${usual}&b=${slower}`);
    await page.locator('.conclusion').waitFor();
  } finally {
    await close();
  }
});
