import { AppError } from '@spanshop/shared/errors';
import { isHit } from '@spanshop/shared/faults';
import type { CardNetwork } from '../../domain/capture-payment.ts';
import { acquirerErrors } from './entry.ts';

/** Loses so many of 100 captures on their way to the card network, before anything takes effect. */
export function failSome(network: CardNetwork, percent: number): CardNetwork {
  return async request => {
    await network(request);
    if (isHit(acquirerErrors, percent))
      throw new AppError({ status: 500, code: 'line_broken', detail: 'The card network did not take the capture.' });
  };
}
