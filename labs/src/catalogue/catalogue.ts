import { faultsOfAcquirer } from '@spanshop/acquirer/faults';
import { faultsOfFulfillment } from '@spanshop/fulfillment/faults';
import { faultsOfGateway } from '@spanshop/gateway/faults';
import { faultsOfInventory } from '@spanshop/inventory/faults';
import { faultsOfOrders } from '@spanshop/orders/faults';
import { faultsOfPayments } from '@spanshop/payments/faults';
import { usageError } from '@spanshop/shared/errors';
import type { Fault } from '@spanshop/shared/faults';

/** All that can go wrong on purpose, in the order in which a learner may want to meet it. */
export const catalogue: readonly Fault[] = [
  ...faultsOfInventory,
  ...faultsOfOrders,
  ...faultsOfPayments,
  ...faultsOfAcquirer,
  ...faultsOfFulfillment,
  ...faultsOfGateway,
];

/** @throws SentenceError with exit code 2 for a name that is not in the catalogue */
export function findFault(name: string): Fault {
  const fault = catalogue.find(fault => fault.name === name);
  if (!fault) throw usageError(`there is no fault ${name}; npm run lab -- list names them`);
  return fault;
}
