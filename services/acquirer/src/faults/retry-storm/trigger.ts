import { createHash } from 'node:crypto';
import { AppError } from '@spanshop/shared/errors';
import type { Switchable } from '@spanshop/shared/faults';
import type { CardNetwork } from '../../domain/capture-payment.ts';

/** The acquirer's part in it: what it gives cause for is made in payments, where its entry stands. */
export const trigger: Switchable = {
  name: 'retry-storm',
  scopes: { tenant: 'it is not told', customers: 'it is not told', request: 'it is not told' },
  magnitudes: { unit: 'of 100 cards whose bank is away', values: [5, 5, 5] },
};

/** Refuses so many of 100 captures at once, the same ones each time, because the bank of the card is away. */
export function refuseSome(network: CardNetwork, percent: number): CardNetwork {
  return async request => {
    const drawn = createHash('sha256').update(request.reference).digest().readUInt32BE() % 100;
    if (drawn >= percent) return network(request);
    throw new AppError({ status: 503, code: 'bank_away', detail: 'The bank of the card does not answer.' });
  };
}
