import { propagation } from '@opentelemetry/api';
import { shopBaggage } from '@spanshop/shared/telemetry';
import type { Acquirer } from '../../domain/acquirer.ts';

const storefront = 'outlet';
const signs: readonly (readonly [code: string, sign: string])[] = [
  ['GBP', '£'],
  ['USD', '$'],
  ['EUR', '€'],
];

/** Names the first so many currencies by their signs in what one storefront has captured. */
export function setUpWrongly(capture: Acquirer['capture'], currencies: number): Acquirer['capture'] {
  const setUp = new Map(signs.slice(0, currencies));
  return request => {
    const tenant = propagation.getActiveBaggage()?.getEntry(shopBaggage.tenant)?.value;
    const currency = tenant === storefront ? setUp.get(request.currency) : undefined;
    return capture(currency === undefined ? request : { ...request, currency });
  };
}
