import type { ChargeRequest } from '@spanshop/shared/contracts/payments';
import { openLab, type TestLab } from '@spanshop/shared/testing';
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
