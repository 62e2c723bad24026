import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RiskCheckRequest } from '@spanshop/shared/contracts/payments';
import { checkRisk } from '../../src/domain/check-risk.ts';
import { createRiskRules } from '../../src/domain/risk-rules.ts';
import { itemsOf, riskCheckRequest } from '../support/requests.ts';

function score(order: Partial<RiskCheckRequest>, charges = 0, paidBefore = true): Promise<number> {
  const rules = createRiskRules({
    chargesInLastMinute: () => Promise.resolve(charges),
    hasPaidBefore: () => Promise.resolve(paidBefore),
  });
  return checkRisk(rules, riskCheckRequest(order)).then(check => check.score);
}

test('when a shopper buys a few things for the first time, then nothing is suspicious', async () => {
  assert.equal(await score({ items: itemsOf(5, 3) }, 0, false), 0);
});

test('when an order has the largest size that the shop takes, then it is declined by itself', async () => {
  assert.equal(await score({ items: itemsOf(20, 100) }), 100);
});

test('when 2,000 customers place 200 orders a second, then none of them comes near the velocity rule', async () => {
  // In any minute each customer's orders are Poisson distributed with a mean of 6; the rule fires above 120.
  const mean = (200 * 60) / 2_000;
  let logProbability = -mean;
  for (let n = 1; n <= 121; n += 1) logProbability += Math.log(mean) - Math.log(n);
  assert.ok(logProbability < Math.log(1e-100));
  assert.equal(await score({}, 120), 0);
  assert.equal(await score({}, 121), 40);
});

test('when one rule fires, then the order is only suspicious; when three do, then it is declined', async () => {
  const large = { items: itemsOf(4, 100) };
  assert.equal(await score(large), 40);
  assert.equal(await score(large, 0, false), 80);
  assert.equal(await score(large, 500, false), 100);
});

for (const [customerTier, pieces] of [
  ['bronze', 100],
  ['silver', 200],
] as const) {
  test(`when the first order of a ${customerTier} customer has more than ${pieces} pieces, then it is suspicious`, async () => {
    const lines = pieces / 100;
    assert.equal(await score({ customerTier, items: itemsOf(lines, 100) }, 0, false), 0);
    assert.equal(await score({ customerTier, items: itemsOf(lines * 2, 75) }, 0, false), 40);
    assert.equal(await score({ customerTier, items: itemsOf(lines * 2, 75) }, 0, true), 0);
  });
}
