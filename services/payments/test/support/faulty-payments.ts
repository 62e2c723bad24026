import assert from 'node:assert/strict';
import type { ChargeRequest } from '@spanshop/shared/contracts/payments';
import { finishedSpans, openLab, type TestLab } from '@spanshop/shared/testing';
import request from 'supertest';
import { type RunningPayments, startPayments } from './payments.ts';
import { chargeRequest } from './requests.ts';

export interface FaultyPayments extends RunningPayments {
  lab: TestLab;
  /** Charges an order of one of the storefronts. */
  charge(differences?: Partial<ChargeRequest>, tenant?: string): request.Test;
}

/** The real service, and the real acquirer, in lab mode. */
export async function startFaultyPayments(settings: Readonly<Record<string, string>> = {}): Promise<FaultyPayments> {
  const lab = await openLab();
  const payments = await startPayments(settings, lab.faults);
  await lab.start();
  return {
    ...payments,
    lab,
    charge: (differences = {}, tenant = 'main') =>
      request(payments.app).post('/charges').set('baggage', `shop.tenant=${tenant}`).send(chargeRequest(differences)),
    async close() {
      await lab.close();
      await payments.close();
    },
  };
}

/** @throws AssertionError where a span of this process says, in any part of it, what is wrong on purpose */
export function assertNotGivenAway(...words: readonly string[]): void {
  const told = finishedSpans().map(({ name, attributes, events, status }) => ({ name, attributes, events, status }));
  assert.ok(told.length > 0);
  for (const word of [...words, 'src/faults', 'lab.fault']) assert.ok(!JSON.stringify(told).includes(word), word);
}
