import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Proxy as BreakingProxy, Disturbance } from '@spanshop/shared/testing';
import { assertInvariants } from '../support/audit.ts';
import { holdings, orderEnd } from '../support/order-end.ts';
import { checkOut, checkoutBody, orderIdOf } from '../support/requests.ts';
import { sagaTrace, sagaTraces } from '../support/saga-trace.ts';
import type { TestShop } from '../support/start-shop.ts';
import { useShop } from '../support/use-shop.ts';

/**
 * Every step that calls somebody fails before its effect, after its effect (the answer is lost), and before its effect,
 * which then arrives when everything has been undone. Confirming, which calls nobody, is in confirm-fails.test.ts.
 */
interface Step {
  name: string;
  proxy: (shop: TestShop) => BreakingProxy;
  path: RegExp;
  error: string;
  /** What the late request is told. */
  late: number;
  before: Expected;
  after: Expected;
}

interface Expected {
  /** The customer's answer. */
  answer: string;
  /** How the order ends. */
  end: string;
  held: string;
  /** The saga's steps in the first process; `!` where one fails. */
  steps: string;
  /** The steps of its recovery. */
  recovery?: string;
}

const nothing = 'reservation null, charge null, capture null, 0 messages';
const quoteFails: Expected = {
  answer: '503 inventory_unavailable',
  end: 'failed inventory_unavailable',
  held: nothing,
  steps: 'quote!, check risk, end order',
};
const riskFails: Expected = {
  answer: '503 payments_unavailable',
  end: 'failed payments_unavailable',
  held: nothing,
  steps: 'quote, check risk!, end order',
};
const reserveFails: Expected = {
  answer: '503 inventory_unavailable',
  end: 'failed inventory_unavailable',
  held: 'reservation released, charge null, capture null, 0 messages',
  steps: 'quote, check risk, reserve stock!, release stock, end order',
};
const unknownCharge = { answer: '202 pending', steps: 'quote, check risk, reserve stock, charge!' };
const notCharged = {
  end: 'failed interrupted',
  recovery: 'settle charge, release stock, void charge, end order',
};
const charged: Expected = {
  ...unknownCharge,
  end: 'confirmed',
  held: 'reservation reserved, charge charged, capture captured, 1 messages',
  recovery: 'settle charge, confirm',
};

const steps: Step[] = [
  {
    name: 'the quote',
    proxy: shop => shop.toInventory,
    path: /^\/quotes$/,
    error: 'inventory_broken',
    late: 200,
    before: quoteFails,
    after: quoteFails,
  },
  {
    name: 'the risk check',
    proxy: shop => shop.toPayments,
    path: /^\/risk-checks$/,
    error: 'payments_broken',
    late: 200,
    before: riskFails,
    after: riskFails,
  },
  {
    name: 'the reservation',
    proxy: shop => shop.toInventory,
    path: /^\/reservations$/,
    error: 'inventory_broken',
    late: 409,
    before: reserveFails,
    after: reserveFails,
  },
  {
    name: 'the charge',
    proxy: shop => shop.toPayments,
    path: /^\/charges$/,
    error: 'payments_broken',
    late: 409,
    before: { ...unknownCharge, ...notCharged, held: 'reservation released, charge voided, capture null, 0 messages' },
    after: charged,
  },
  {
    name: "the acquirer's capture",
    proxy: shop => shop.toAcquirer,
    path: /^\/v1\/captures$/,
    error: 'payments_failed',
    late: 409,
    before: {
      ...unknownCharge,
      ...notCharged,
      held: 'reservation released, charge voided, capture reversed, 0 messages',
    },
    after: charged,
  },
];

const ways = [
  { title: 'fails before its effect', disturbance: { do: 'refuse' }, column: 'before' },
  { title: 'loses its answer after its effect', disturbance: { do: 'drop answer' }, column: 'after' },
  { title: 'arrives after its undo', disturbance: { do: 'hold', caller: 'cut off' }, column: 'before' },
] as const satisfies { title: string; disturbance: Disturbance; column: 'before' | 'after' }[];

const shop = await useShop();

for (const step of steps) {
  for (const { title, disturbance, column } of ways) {
    const expected = step[column];
    test(`when ${step.name} ${title}, then the order ends ${expected.end}`, async () => {
      const proxy = step.proxy(shop);
      proxy.when('POST', step.path, disturbance, 1);
      const answer = await checkOut(shop.urls.gateway, checkoutBody());
      assert.equal(`${answer.status} ${answer.data.code ?? answer.data.status}`, expected.answer);

      const orderId = orderIdOf(answer);
      const order = await orderEnd(shop, orderId);
      assert.equal([order.status, order.reason].filter(Boolean).join(' '), expected.end);
      if (disturbance.do === 'hold') {
        const late = await proxy.release();
        assert.deepEqual(
          late.map(({ status }) => status),
          [step.late],
        );
      }
      assert.equal(await holdings(shop, orderId), expected.held);
      await assertInvariants(shop);

      const saga = await sagaTrace('place order', orderId);
      assert.equal(saga.steps, expected.steps.replace('!', `!${step.error}`));
      assert.ok(saga.events.includes('failed '), saga.events);
      assert.equal(saga.error, step.error);
      const recoveries = expected.recovery ? await sagaTraces('recover order', orderId) : [];
      assert.deepEqual(
        recoveries.map(recovery => recovery.steps),
        expected.recovery ? [expected.recovery] : [],
      );
    });
  }
}
