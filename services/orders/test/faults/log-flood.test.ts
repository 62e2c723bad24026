import assert from 'node:assert/strict';
import fs, { readdirSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { after, beforeEach, test } from 'node:test';
import { clearSpans } from '@spanshop/shared/testing';

// What is written synchronously is seen here, and written all the same.
const written: string[] = [];
const { writeSync } = fs;
fs.writeSync = ((file: number, text: string) => {
  written.push(text);
  return writeSync(file, text);
}) as typeof writeSync;
syncBuiltinESMExports();
const { logFlood } = await import('../../src/faults/log-flood/entry.ts');
const { assertUnnamed, startOrders } = await import('../support/start-orders.ts');

const orders = await startOrders();
after(() => orders.close());
beforeEach(() => {
  clearSpans();
  written.length = 0;
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
  assert.deepEqual(
    readdirSync(tmpdir()).filter(name => name === `spanshop-${process.pid}.log`),
    [],
  );
  assertUnnamed(logFlood);

  await orders.lab.off();
  written.length = 0;
  await orders.place();
  assert.equal(written.length, 0);
});

test('when a call fails while it is on, then it fails as ever', async () => {
  await orders.lab.on(logFlood, 1);
  orders.inventory.when('POST', /^\/quotes$/, { do: 'refuse' });
  const order = await orders.place();
  assert.deepEqual([order.status, order.reason], ['failed', 'inventory_unavailable']);
  await orders.lab.off();
});
