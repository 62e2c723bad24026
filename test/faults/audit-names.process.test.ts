import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { auditRun, type DefectPlace } from '@spanshop/analysis/integrity';
import { readTraces } from '@spanshop/analysis/readers';
import { catalogue } from '@spanshop/labs/catalogue';
import { type LabShop, startLabShop, visit } from '../support/lab-shop.ts';

let shop: LabShop;
before(async () => {
  shop = await startLabShop();
  await visit(shop, 4);
});
after(() => shop.close());

/** What `npm run diagnose -- audit` says of a while of orders, its most likely cause first. */
async function placesOf(orders: () => Promise<unknown>): Promise<readonly DefectPlace[]> {
  await shop.traces();
  const fromUnixMs = Date.now();
  await orders();
  // A process that has more to do than it can notes the end of a request late.
  const { traces } = readTraces(await shop.traces(fromUnixMs));
  return auditRun(traces, { lateEndMs: 2_000 }).places;
}

async function someOrders(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) await visit(shop, 8);
}

test('when nothing is on, then the audit finds nothing', async () => {
  assert.deepEqual(await placesOf(someOrders), []);
});

for (const fault of catalogue.filter(({ sort }) => sort === 'tracing')) {
  test(`when ${fault.name} is on, then the audit names its service, operation and kind, and nothing once it is off`, async () => {
    await shop.turnOn(fault);
    const [first] = await placesOf(someOrders);
    await shop.turnOff();
    const { service, operation, kind } = fault.truth;
    assert.deepEqual(
      { service: first?.service, operation: first?.operation, kind: first?.class },
      { service, operation, kind },
    );
    assert.deepEqual(await placesOf(() => visit(shop, 4)), []);
  });
}
