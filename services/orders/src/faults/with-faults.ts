import type { Database } from '@spanshop/shared/database';
import type { Faults } from '@spanshop/shared/faults';
import type { Inventory, Payments } from '../domain/peers.ts';
import type { Shop } from '../domain/place-order.ts';
import type { Orders } from '../domain/saga.ts';
import { badPlan } from './bad-plan/entry.ts';
import { preparePage, splitIndex } from './bad-plan/prepare-page.ts';
import { chattyCalls } from './chatty-calls/entry.ts';
import { quoteLineByLine } from './chatty-calls/quote-line-by-line.ts';
import { invertedTimeouts } from './inverted-timeouts/entry.ts';
import { giveUpEarly } from './inverted-timeouts/give-up-early.ts';
import { largeResult } from './large-result/entry.ts';
import { readWhole } from './large-result/read-whole.ts';
import { logFlood } from './log-flood/entry.ts';
import { logCalls } from './log-flood/log-calls.ts';
import { longTransaction } from './long-transaction/entry.ts';
import { numberInvoices } from './long-transaction/invoice-numbers.ts';
import { lostContext } from './lost-context/entry.ts';
import { forgetContext } from './lost-context/forget-context.ts';
import { dropIndexes } from './missing-index/drop-indexes.ts';
import { missingIndex } from './missing-index/entry.ts';
import { noKeepAlive } from './no-keep-alive/entry.ts';
import { useBriefly } from './no-keep-alive/use-briefly.ts';
import { noisyNeighbour } from './noisy-neighbour/entry.ts';
import { runReports } from './noisy-neighbour/run-reports.ts';

/** What the seams need beside the shop itself. */
interface Ground {
  database: Database;
  /** Connection of the service's own role. */
  url: string;
  /** Connection of the role that owns the schema; undefined where the schema is not ours to change. */
  ownerUrl: string | undefined;
}

/** The shop with every seam of orders: where a fault is on it goes the fault's way, everywhere else the given one. */
export function withFaults(faults: Faults, shop: Shop, ground: Ground): Shop {
  const { database, url, ownerUrl } = ground;
  if (ownerUrl) {
    faults.whileOn(missingIndex, dropIndexes(ownerUrl));
    faults.whileOn(badPlan, splitIndex(ownerUrl));
  }
  faults.whileOn(noKeepAlive, useBriefly(database));
  faults.whileOn(noisyNeighbour, runReports(url));
  return {
    ...shop,
    orders: loggedPort(faults, ordersWith(faults, shop.orders, database)),
    inventory: loggedPort(faults, inventoryWith(faults, shop.inventory)),
    payments: loggedPort(faults, paymentsWith(faults, shop.payments, ground)),
  };
}

function ordersWith(faults: Faults, orders: Orders, database: Database): Orders {
  const planned = faults.choose(badPlan, orders.list, prepared => preparePage(database, orders.list, prepared));
  const whole = (customers: number) => readWhole(database, customers);
  return { ...orders, list: faults.choose(largeResult, planned, whole, customerId => ({ customerId })) };
}

function inventoryWith(faults: Faults, inventory: Inventory): Inventory {
  const { quote } = inventory;
  return { ...inventory, quote: faults.choose(chattyCalls, quote, calls => quoteLineByLine(quote, calls)) };
}

function paymentsWith(faults: Faults, payments: Payments, { database, ownerUrl }: Ground): Payments {
  const whose = ({ customerId }: { customerId: string }) => ({ customerId });
  const within = faults.choose(lostContext, payments.charge, percent => forgetContext(payments.charge, percent), whose);
  const charge = faults.choose(invertedTimeouts, within, afterMs => giveUpEarly(within, afterMs), whose);
  if (!ownerUrl) return { ...payments, charge };
  const invoices = numberInvoices(database, ownerUrl);
  faults.whileOn(longTransaction, invoices);
  const numbered = faults.choose(longTransaction, charge, series => invoices.chargeWithin(charge, series));
  return { ...payments, charge: numbered };
}

/** Every call of a port, one seam each. */
function loggedPort<Port extends object>(faults: Faults, port: Port): Port {
  const logged = Object.entries(port).map(([name, call]) => [
    name,
    faults.choose(logFlood, call, lines => logCalls(call, lines)),
  ]);
  return Object.fromEntries(logged) as Port;
}
