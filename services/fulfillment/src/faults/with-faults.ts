import type { Faults } from '@spanshop/shared/faults';
import type { Warehouse } from '../domain/ship-order.ts';
import { doubleInstrumentation } from './double-instrumentation/entry.ts';
import { traceAgain } from './double-instrumentation/trace-again.ts';
import { wrongParent } from './wrong-parent/entry.ts';
import { shareContext } from './wrong-parent/share-context.ts';

/** Whom fulfillment calls, with its seams: where a fault is on they go the fault's way, everywhere else the given one. */
export function warehouseWith(faults: Faults, { orders, inventory, shipments }: Warehouse): Warehouse {
  const { claim, markShipped } = orders;
  const shared = shareContext(orders);
  return {
    orders: {
      claim: faults.choose(wrongParent, claim, () => shared.claim),
      markShipped: faults.choose(wrongParent, markShipped, shared.markShipped),
    },
    inventory: {
      ship: faults.choose(doubleInstrumentation, inventory.ship, percent => traceAgain(inventory.ship, percent)),
    },
    shipments,
  };
}
