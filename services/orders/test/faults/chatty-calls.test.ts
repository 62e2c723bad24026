import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { assertUnnamed, clearSpans, finishedSpans } from '@spanshop/shared/testing';
import { chattyCalls } from '../../src/faults/chatty-calls/entry.ts';
import { unitPriceMinor } from '../support/peers.ts';
import { startOrders } from '../support/start-orders.ts';

const orders = await startOrders();
after(() => orders.close());
beforeEach(clearSpans);

const items = [
  { sku: 'sku-0001', quantity: 3 },
  { sku: 'sku-0002', quantity: 1 },
];
const quotes = () => finishedSpans().filter(({ name }) => name === 'POST /quotes').length;

test('when it is off, then one call asks for the whole cart', async () => {
  await orders.place({ items });
  assert.equal(quotes(), 1);
});

for (const [index, callsPerLine] of chattyCalls.magnitudes.values.entries()) {
  test(`when it is on at magnitude ${index + 1}, then each line is asked for ${callsPerLine} times, and the prices are right`, async () => {
    await orders.lab.on(chattyCalls, (index + 1) as 1 | 2 | 3);
    const order = await orders.place({ items });
    assert.deepEqual([order.status, order.totalMinor], ['confirmed', 4 * unitPriceMinor]);
    assert.deepEqual(
      order.items,
      items.map(item => ({ ...item, unitPriceMinor })),
    );
    assert.equal(quotes(), items.length * callsPerLine);
    assertUnnamed(chattyCalls);

    await orders.lab.off();
    clearSpans();
    await orders.place({ items });
    assert.equal(quotes(), 1);
  });
}
