import type { Faults } from '@spanshop/shared/faults';
import type { Carrier } from '@spanshop/shared/telemetry';
import type { Payments } from '../domain/peers.ts';
import type { Shop } from '../domain/place-order.ts';
import { lostBaggage } from './lost-baggage/entry.ts';
import { traceAlone } from './lost-baggage/trace-alone.ts';
import { lostContext } from './lost-context/entry.ts';
import { forgetContext } from './lost-context/forget-context.ts';
import { dropIndex } from './missing-index/drop-index.ts';
import { missingIndex } from './missing-index/entry.ts';
import { silentService } from './silent-service/entry.ts';
import { exportNothing } from './silent-service/export-nothing.ts';

/** What the seams need beside the shop itself. */
interface Ground {
  /** Connection of the role that owns the schema; undefined where the schema is not ours to change. */
  ownerUrl: string | undefined;
}

/** The shop with every seam of orders: where a fault is on it goes the fault's way, everywhere else the given one. */
export function withFaults(faults: Faults, shop: Shop, ground: Ground): Shop {
  followConditions(faults, ground);
  return {
    ...shop,
    payments: paymentsWith(faults, shop.payments),
  };
}

/** What a message takes along of the context in which it is sent. */
export function messageContextWith(faults: Faults, whole: () => Promise<Carrier>): () => Promise<Carrier> {
  return faults.choose(lostBaggage, whole, percent => traceAlone(whole, percent));
}

/** What lasts as long as a fault is on. */
function followConditions(faults: Faults, { ownerUrl }: Ground): void {
  faults.whileOn(silentService, exportNothing);
  if (ownerUrl) faults.whileOn(missingIndex, dropIndex(ownerUrl));
}

function paymentsWith(faults: Faults, payments: Payments): Payments {
  const { charge } = payments;
  return {
    ...payments,
    charge: faults.choose(
      lostContext,
      charge,
      percent => forgetContext(charge, percent),
      ({ customerId }) => ({ customerId }),
    ),
  };
}
