import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, test } from 'node:test';
import request, { type Response } from 'supertest';
import { assertProblem } from '../support/assert-problem.ts';
import { startInventory } from '../support/start-inventory.ts';

const inventory = await startInventory();
after(inventory.close);

const sku = 'sku-0001';
let orderId = '';
beforeEach(async () => {
  orderId = randomUUID();
  await inventory.setStock(sku, 10);
});

type Step = 'reserve' | 'release' | 'ship';
function send(step: Step): Promise<Response> {
  const client = request(inventory.app);
  if (step === 'reserve') return client.post('/reservations').send({ orderId, items: [{ sku, quantity: 3 }] });
  return client.post(`/reservations/${orderId}/${step}`);
}

const untouched = { reserved: 0, shipped: 0, available: 10 };
const reserved = { reserved: 3, shipped: 0, available: 7 };
const shipped = { reserved: 0, shipped: 3, available: 7 };

/** Every order in which the three can arrive, repetitions included: the answer of each step, and where the pieces are in the end. */
const arrivals: [Step[], (number | string)[], typeof reserved][] = [
  [['reserve'], ['reserved'], reserved],
  [['reserve', 'reserve'], ['reserved', 'reserved'], reserved],
  [['reserve', 'release'], ['reserved', 'released'], untouched],
  [['reserve', 'release', 'release'], ['reserved', 'released', 'released'], untouched],
  [['reserve', 'release', 'reserve'], ['reserved', 'released', 409], untouched],
  [['reserve', 'release', 'ship'], ['reserved', 'released', 409], untouched],
  [['reserve', 'ship'], ['reserved', 'shipped'], shipped],
  [['reserve', 'ship', 'ship'], ['reserved', 'shipped', 'shipped'], shipped],
  [['reserve', 'ship', 'release'], ['reserved', 'shipped', 409], shipped],
  [['reserve', 'ship', 'reserve'], ['reserved', 'shipped', 'shipped'], shipped],
  [['release'], ['released'], untouched],
  [['release', 'release'], ['released', 'released'], untouched],
  [['release', 'reserve'], ['released', 409], untouched],
  [['release', 'reserve', 'reserve'], ['released', 409, 409], untouched],
  [['release', 'ship'], ['released', 409], untouched],
  [['ship'], [404], untouched],
  [['ship', 'reserve'], [404, 'reserved'], reserved],
  [['ship', 'reserve', 'ship'], [404, 'reserved', 'shipped'], shipped],
];

for (const [steps, answers, stock] of arrivals) {
  test(`when ${steps.join(', then ')} arrive, then the answers are ${answers.join(', ')} and the stock adds up`, async () => {
    for (const [index, step] of steps.entries()) {
      const answer = await send(step);
      const expected = answers[index];
      if (typeof expected === 'string') {
        assert.equal(answer.status, step === 'reserve' ? 201 : 200);
        assert.deepEqual(answer.body, { orderId, status: expected });
      } else {
        assertProblem(answer, expected ?? 0, codeOf(steps.slice(0, index), step));
      }
    }
    assert.deepEqual(await inventory.stockOf(sku), { initial: 10, restocked: 0, ...stock });
    assert.deepEqual(await inventory.unbalanced(), []);
  });
}

function codeOf(before: Step[], step: Step): string {
  if (step === 'release') return 'already_shipped';
  return before.includes('release') ? 'reservation_released' : 'unknown_reservation';
}

for (const [what, steps] of [
  ['reserve', ['reserve', 'reserve', 'reserve', 'reserve', 'reserve']],
  ['release', ['reserve', 'release', 'release', 'release', 'release']],
  ['ship', ['reserve', 'ship', 'ship', 'ship', 'ship']],
] satisfies [string, Step[]][]) {
  test(`when the same ${what} arrives five times at once, then it counts once`, async () => {
    const [first, ...rest] = steps;
    if (what !== 'reserve') await send(first as Step);
    const answers = await Promise.all((what === 'reserve' ? steps : rest).map(send));
    for (const { status } of answers) assert.ok(status < 300, String(status));
    const stock = { reserve: reserved, release: untouched, ship: shipped }[what];
    assert.deepEqual(await inventory.stockOf(sku), { initial: 10, restocked: 0, ...stock });
  });
}

test('when a reserve races its release, then in the end nothing is reserved', async () => {
  for (let round = 0; round < 20; round += 1) {
    orderId = randomUUID();
    const [reserve, release] = await Promise.all([send('reserve'), send('release')]);
    assert.equal(release.status, 200);
    assert.ok(reserve.status === 201 || reserve.body.code === 'reservation_released', String(reserve.status));
  }
  assert.deepEqual(await inventory.stockOf(sku), { initial: 10, restocked: 0, ...untouched });
});

test('when a ship races a release, then one of them wins and the other is refused', async () => {
  await inventory.setStock(sku, 1_000);
  let shippedPieces = 0;
  for (let round = 0; round < 20; round += 1) {
    orderId = randomUUID();
    await send('reserve');
    const [ship, release] = await Promise.all([send('ship'), send('release')]);
    assert.deepEqual([ship.status, release.status].sort(), [200, 409]);
    if (ship.status === 200) shippedPieces += 3;
  }
  const stock = await inventory.stockOf(sku);
  assert.deepEqual(stock, {
    initial: 1_000,
    restocked: 0,
    reserved: 0,
    shipped: shippedPieces,
    available: 1_000 - shippedPieces,
  });
});

test('when there are too few pieces, then 409 says how many there are, and nothing is reserved', async () => {
  await inventory.setStock(sku, 2);
  const answer = await send('reserve');
  assertProblem(answer, 409, 'out_of_stock');
  assert.equal(answer.body.available, 2);
  assert.equal(answer.body.sku, sku);
  assert.equal((await inventory.stockOf(sku))?.reserved, 0);
  await inventory.setStock(sku, 3);
  assert.equal((await send('reserve')).status, 201, 'the refused reserve left no tombstone');
});

test('when one of several products is short, then none of them is reserved', async () => {
  await inventory.setStock('sku-0004', 1);
  const items = [
    { sku, quantity: 1 },
    { sku: 'sku-0004', quantity: 2 },
  ];
  assertProblem(await request(inventory.app).post('/reservations').send({ orderId, items }), 409, 'out_of_stock');
  assert.deepEqual(await inventory.stockOf(sku), { initial: 10, restocked: 0, ...untouched });
});

test('when a product does not exist, then there are none of it', async () => {
  const items = [{ sku: 'sku-9999', quantity: 1 }];
  assertProblem(await request(inventory.app).post('/reservations').send({ orderId, items }), 409, 'out_of_stock');
});

for (const [what, path] of [
  ['release', '/reservations/42/release'],
  ['ship', '/reservations/x%00/ship'],
] as const) {
  test(`when the order's id of a ${what} is none, then 400`, async () => {
    assertProblem(await request(inventory.app).post(path), 400, 'invalid_request');
  });
}
