import type { Queryable } from '@spanshop/shared/database';
import type { Condition } from '@spanshop/shared/faults';
import type { Consumption } from '../../consumption.ts';
import { poisonMessage } from './entry.ts';
import { putAtHead } from './put-at-head.ts';

type Handle = (orderId: string) => Promise<void>;

/** The first order that comes while it lasts is the one that cannot be handled. At the end it is, as any other. */
export function poison(
  database: Queryable,
  consumption: Consumption,
): Condition & { handling: (handle: Handle) => Handle } {
  let lasts = false;
  let poisonous: string | undefined;
  return {
    async begin(batch) {
      lasts = true;
      await consumption.limit(poisonMessage.name, batch);
    },
    async end() {
      lasts = false;
      poisonous = undefined;
      await consumption.limit(poisonMessage.name, undefined);
    },
    handling: handle => async orderId => {
      if (!lasts) return handle(orderId);
      poisonous ??= orderId;
      if (orderId !== poisonous) return handle(orderId);
      await putAtHead(database, orderId);
      printLabel({ orderId });
    },
  };
}

/** A mistake of a program that meets an order without an address, which it takes for granted. */
function printLabel(parcel: { orderId: string; address?: { lines: readonly string[] } }): string {
  const { lines } = parcel.address as { lines: readonly string[] };
  return [parcel.orderId, ...lines].join('\n');
}
