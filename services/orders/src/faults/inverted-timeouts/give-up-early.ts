import { PeerError } from '@spanshop/shared/errors';
import type { Payments } from '../../domain/peers.ts';

/**
 * Waits for a charge for a shorter time than the call itself takes at most, as a helper does that races any promise with a
 * timer. Nobody tells the call: it goes on for nobody.
 */
export function giveUpEarly(charge: Payments['charge'], afterMs: number): Payments['charge'] {
  return async request => {
    const charging = charge(request);
    charging.catch(() => {});
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const detail = `payments did not answer within ${afterMs} ms`;
        reject(new PeerError({ peer: 'payments', failure: 'timeout', detail }));
      }, afterMs);
    });
    return Promise.race([charging, tooLate]).finally(() => clearTimeout(timer));
  };
}
