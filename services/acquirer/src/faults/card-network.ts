import type { Faults } from '@spanshop/shared/faults';
import type { CardNetwork } from '../domain/capture-payment.ts';
import { waitForCardNetwork } from '../domain/processing-time.ts';
import { acquirerErrors } from './acquirer-errors/entry.ts';
import { failSome } from './acquirer-errors/fail-some.ts';
import { refuseSome, trigger } from './retry-storm/trigger.ts';
import { slowAcquirer } from './slow-acquirer/entry.ts';

/** The card network as it is, with each fault that it can have. */
export function cardNetworkWithFaults(faults: Faults, processingTimeMs: number): CardNetwork {
  const slow = faults.choose<Parameters<CardNetwork>, void>(
    slowAcquirer,
    () => waitForCardNetwork(processingTimeMs),
    times => () => waitForCardNetwork(processingTimeMs * times),
  );
  const failing = faults.choose(acquirerErrors, slow, percent => failSome(slow, percent));
  return faults.choose(trigger, failing, percent => refuseSome(failing, percent));
}
