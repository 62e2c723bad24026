import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { realBrowser } from '@spanshop/local/testing';
import { largeTrace, markup, oddTrace, orderTrace } from '../../../services/console/test/support/odd-trace.ts';
import { otlpTrace, spanIdOf, traceIdOf } from '../../../services/console/test/support/otlp-trace.ts';
import { type ConsoleInBrowser, parametersOf, rowNames, startConsoleInBrowser } from './support.ts';

const { skip, launch } = realBrowser();
const [order, odd, large, batch] = [1, 2, 3, 4].map(traceIdOf) as [string, string, string, string];
const spanCount = 10_000;
let shop: ConsoleInBrowser;

before(async () => {
  if (skip) return;
  shop = await startConsoleInBrowser(launch);
  const startUnixMs = Date.now() - 60_000;
  await shop.backend.send(orderTrace(order, startUnixMs));
  await shop.backend.send(oddTrace(odd, startUnixMs));
  await shop.backend.send(largeTrace(large, startUnixMs, spanCount));
  await shop.backend.send(
    otlpTrace(batch, startUnixMs + 6_000, [
      { id: 1, service: 'fulfillment', name: 'dispatch', from: 0, to: 3, links: [{ traceId: order, id: 7 }] },
    ]),
  );
});

after(() => shop?.close());

const orderRows = [
  'POST /orders',
  'place order',
  'SELECT stock',
  'charge',
  'send order.confirmed',
  'process order.confirmed',
  'INSERT shipments',
];

test('when a trace is opened, then the request fills the width, and what came after is one click away', {
  skip,
}, async () => {
  const { page, close } = await shop.open(`/traces/${order}`);
  try {
    assert.deepEqual(await rowNames(page), orderRows);
    const root = page.getByRole('treeitem').first();
    const [bar, track] = await Promise.all([root.locator('.bar').boundingBox(), root.locator('.track').boundingBox()]);
    assert.ok(Math.abs((bar?.width ?? 0) - (track?.width ?? 1)) < 2);
    assert.match(await page.getByRole('treeitem', { name: /process order/ }).innerText(), /4\.92 s later/);
    await page.getByRole('button', { name: /With what came after/ }).click();
    await page
      .getByRole('treeitem', { name: /process order/ })
      .locator('.bar')
      .waitFor();
    assert.equal(parametersOf(page)['zoom'], '0_5020000');
  } finally {
    await close();
  }
});

test('when only the keyboard is used, then rows are gone along, closed and opened, looked into, and zoomed', {
  skip,
}, async () => {
  const { page, close } = await shop.open(`/traces/${order}`);
  try {
    await page.getByRole('tree').focus();
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await press('ArrowDown', 'ArrowDown');
    assert.equal(await page.locator('.details h2').innerText(), 'place order');
    await press('ArrowLeft');
    assert.deepEqual(await rowNames(page), ['POST /orders', 'place order']);
    await press('ArrowRight', 'ArrowRight');
    assert.equal(await page.locator('.details h2').innerText(), 'SELECT stock');
    await press('End');
    assert.equal(await page.locator('.details h2').innerText(), 'INSERT shipments');
    await press('ArrowLeft');
    assert.equal(await page.locator('.details h2').innerText(), 'process order.confirmed');
    await press('+');
    assert.equal(parametersOf(page)['zoom'], '16000_64000');
    await press('0');
    assert.equal(parametersOf(page)['zoom'], '0_5020000');
    await press('Escape');
    await page.locator('.details').waitFor({ state: 'detached' });
    // The rows keep the focus all along, and Tab leaves them.
    assert.equal(await page.evaluate('document.activeElement.getAttribute("role")'), 'tree');
  } finally {
    await close();
  }
});

test('when the page is reloaded, then span, zoom and folded spans are as they were', { skip }, async () => {
  const { page, close } = await shop.open(`/traces/${order}?span=${spanIdOf(4)}&zoom=0_40000&folded=shown`);
  try {
    const look = async () => ({
      rows: await rowNames(page),
      span: await page.locator('.details h2').innerText(),
      marks: await page.locator('.ruler').innerText(),
      address: page.url(),
    });
    const before = await look();
    assert.ok(before.rows.includes('pg-pool.connect'));
    assert.equal(before.span, 'SELECT stock');
    await page.reload();
    assert.deepEqual(await look(), before);
  } finally {
    await close();
  }
});

test('when a stretch is drawn in the small picture, then the bars show that stretch', { skip }, async () => {
  const { page, close } = await shop.open(`/traces/${order}?zoom=all`);
  try {
    await rowNames(page);
    const box = await page.locator('.minimap').boundingBox();
    assert.ok(box);
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width / 2, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 4, y);
    await page.mouse.up();
    const [from, to] = (parametersOf(page)['zoom'] ?? '').split('_').map(Number);
    assert.ok(Math.abs((from ?? 0) - 1_255_000) < 20_000 && Math.abs((to ?? 0) - 2_510_000) < 20_000, page.url());
  } finally {
    await close();
  }
});

test('when something is looked for, then Enter goes from one to the next', { skip }, async () => {
  const { page, close } = await shop.open(`/traces/${order}`);
  try {
    await page.getByRole('searchbox').fill('postgresql');
    await page.getByText('2 found').waitFor();
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('.details h2').innerText(), 'SELECT stock');
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('.details h2').innerText(), 'INSERT shipments');
    await page.getByText('2 of 2').waitFor();
  } finally {
    await close();
  }
});

test('when another trace links to a span, then each leads to the other', { skip }, async () => {
  const { page, close } = await shop.open(`/traces/${order}?span=${spanIdOf(7)}`);
  try {
    await page
      .locator('.links')
      .getByRole('link', { name: /fulfillment dispatch/ })
      .click();
    await page.waitForURL(`**/traces/${batch}?span=${spanIdOf(1)}`);
    assert.equal(await page.locator('.details h2').innerText(), 'dispatch');
    await page.locator('.links').getByRole('link').click();
    await page.waitForURL(`**/traces/${order}?span=${spanIdOf(7)}`);
    assert.equal(await page.locator('.details h2').innerText(), 'process order.confirmed');
  } finally {
    await close();
  }
});

test('when spans have markup, marks that turn writing, and a megabyte in them, then it is shown as text and does nothing', {
  skip,
}, async () => {
  const { page, complaints, close } = await shop.open(`/traces/${odd}?span=${spanIdOf(2)}`);
  try {
    const details = page.locator('.details');
    assert.equal(await details.locator('h2').innerText(), markup);
    const text = await details.innerText();
    assert.ok(text.includes('invoice⟨202E⟩fdp.exe⟨0007⟩'), 'marks are made visible');
    assert.ok(text.length < 20_000, `${text.length} characters of a megabyte`);
    await details.getByRole('button', { name: /more of 1,000,000 characters/ }).click();
    assert.ok((await details.innerText()).length > 90_000);
    assert.equal(await page.locator('img, main script').count(), 0);
    assert.match(await page.title(), /Spanshop$/);
    assert.match(await page.locator('.odd summary').innerText(), /\d things are odd/);
    assert.equal((await rowNames(page)).length, 12);
    assert.deepEqual(complaints, []);
  } finally {
    await close();
  }
});

test('when a trace has 10,000 spans, then few rows are drawn at a time, and the last one is a key away', {
  skip,
}, async () => {
  const { page, close } = await shop.open(`/traces/${large}`);
  try {
    assert.ok((await rowNames(page)).length < 120);
    await page.getByRole('tree').focus();
    await page.keyboard.press('End');
    await page.getByRole('treeitem', { name: `SELECT ${spanCount}` }).waitFor();
    assert.ok((await rowNames(page)).length < 120);
    await page.getByRole('button', { name: 'What it waited for' }).click();
    await page.locator('.path-list li').first().waitFor();
  } finally {
    await close();
  }
});
