import assert from 'node:assert/strict';
import fs, { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { assertUnnamed, clearSpans } from '@spanshop/shared/testing';

// What is written synchronously is seen here, and written all the same.
const written: string[] = [];
const opened: { path: string; flags: string }[] = [];
const { openSync, writeSync } = fs;
fs.openSync = ((path: string, flags: string, mode: number) => {
  opened.push({ path, flags });
  return openSync(path, flags, mode);
}) as typeof openSync;
fs.writeSync = ((file: number, text: string) => {
  written.push(text);
  return writeSync(file, text);
}) as typeof writeSync;
syncBuiltinESMExports();
const { logFlood } = await import('../../src/faults/log-flood/entry.ts');
const { startOrders } = await import('../support/start-orders.ts');

const orders = await startOrders();
const folder = mkdtempSync(join(tmpdir(), 'log-flood-'));
after(async () => {
  await orders.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  process.env['TMPDIR'] = folder;
  clearSpans();
  written.length = 0;
  opened.length = 0;
});

/** begin, quote, check risk, set prices, reserve, charge, confirm, find. */
const callsOfAnOrder = 8;

test('when it is on, then each call of an order is logged whole in so many lines, without its card, and no file is left', async () => {
  await orders.lab.on(logFlood, 1);
  const order = await orders.place({ paymentToken: 'tok_visa' });
  assert.equal(order.status, 'confirmed');
  const [lines] = logFlood.magnitudes.values;
  assert.equal(written.length, callsOfAnOrder * lines);
  assert.ok(written.at(-1)?.includes(order.id));
  assert.ok(written[0]?.includes('paymentToken: [redacted]'));
  assert.ok(!written.some(line => line.includes('tok_visa')));
  assert.deepEqual(readdirSync(folder), []);
  assertUnnamed(logFlood);

  await orders.lab.off();
  written.length = 0;
  await orders.place();
  assert.equal(written.length, 0);
});

test('when it is on, then no file is opened that is there already, or whose name can be foretold', async () => {
  await orders.lab.on(logFlood, 1);
  await orders.place();
  assert.equal(new Set(opened.map(({ path }) => path)).size, callsOfAnOrder);
  assert.deepEqual(new Set(opened.map(({ flags }) => flags)), new Set(['wx']));
  await orders.lab.off();
});

test('when nothing can be written, then orders are placed as ever', async () => {
  process.env['TMPDIR'] = join(folder, 'is-not-there');
  await orders.lab.on(logFlood, 1);
  assert.equal((await orders.place()).status, 'confirmed');
  assert.equal(opened.length, callsOfAnOrder);
  await orders.lab.off();
});

test('when a call fails while it is on, then it fails as ever', async () => {
  await orders.lab.on(logFlood, 1);
  orders.inventory.when('POST', /^\/quotes$/, { do: 'refuse' });
  const order = await orders.place();
  assert.deepEqual([order.status, order.reason], ['failed', 'inventory_unavailable']);
  await orders.lab.off();
});
