import type { Faults } from '@spanshop/shared/faults';
import type { Consumption } from '../consumption.ts';
import { consumeSlowly } from './queue-lag/consume-slowly.ts';
import { queueLag } from './queue-lag/entry.ts';

type Ship = (orderId: string) => Promise<void>;

/** Shipping the order of a message as it is, with each fault that its consumer can have. */
export function shippingWithFaults(faults: Faults, consumption: Consumption, ship: Ship): Ship {
  faults.whileOn(queueLag, consumeSlowly(consumption));
  return ship;
}
