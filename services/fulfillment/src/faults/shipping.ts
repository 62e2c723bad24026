import type { Queryable } from '@spanshop/shared/database';
import type { Faults } from '@spanshop/shared/faults';
import type { Consumption } from '../consumption.ts';
import { poisonMessage } from './poison-message/entry.ts';
import { poison } from './poison-message/poison.ts';
import { consumeSlowly } from './queue-lag/consume-slowly.ts';
import { queueLag } from './queue-lag/entry.ts';

type Ship = (orderId: string) => Promise<void>;

/** Shipping the order of a message as it is, with each fault that its consumer can have. */
export function shippingWithFaults(faults: Faults, database: Queryable, consumption: Consumption, ship: Ship): Ship {
  faults.whileOn(queueLag, consumeSlowly(consumption));
  const poisoned = poison(database, consumption);
  faults.whileOn(poisonMessage, poisoned);
  return faults.choose(poisonMessage, ship, () => poisoned.handling(ship));
}
