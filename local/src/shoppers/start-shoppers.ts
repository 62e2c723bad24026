import { setTimeout as sleep } from 'node:timers/promises';
import { startArrivals } from './arrivals.ts';
import { createFigures, type Figures } from './figures.ts';
import { pickShopper } from './people.ts';
import { type Call, createShopClient } from './shop-client.ts';
import { browse, buy, type Visit } from './visits.ts';

export interface Shoppers {
  figures: Figures;
  /** How many are in the shop now. */
  inside(): number;
  /** Lets nobody in for so long, in place of what was asked before; those who are inside finish. 0 opens the door. */
  pauseFor(durationMs: number): void;
  /** How long nobody is let in yet; 0 when the door is open. */
  pausedForMs(): number;
  /** Lets nobody in any more and waits a little for those who are inside. */
  stop(): Promise<void>;
}

/** For each who buys so many come to look around. */
const browsersPerBuyer = 1;
/** Visits at once; one more is dropped and counted, so that a stuck shop cannot fill our memory. */
const mostVisits = 1_000;
const farewellMs = 2_000;
/** Success, not settled yet, card refused, out of stock or too late to cancel: a shop in order answers no other way. */
const expected: ReadonlySet<number> = new Set([200, 201, 202, 402, 409]);

/** Customers who come and go as they please; how fast the shop answers does not change how many come. */
export function startShoppers(gatewayUrl: string, ordersPerSecond: number): Shoppers {
  const figures = createFigures();
  const inside = new Set<Promise<void>>();

  let closedUntil = 0;

  function count({ status }: Call): void {
    figures.requests += 1;
    if (status === undefined || !expected.has(status)) figures.errors += 1;
  }

  function enter(doVisit: (visit: Visit) => Promise<void>): void {
    if (performance.now() < closedUntil) return;
    if (inside.size >= mostVisits) {
      figures.dropped += 1;
      return;
    }
    const shopper = pickShopper();
    const shop = createShopClient(gatewayUrl, shopper, count);
    // What goes wrong is counted where it happens; whoever meets it goes home.
    const visit = doVisit({ shopper, shop, figures, random: Math.random }).catch(() => {});
    inside.add(visit);
    void visit.finally(() => inside.delete(visit));
  }

  const stops =
    ordersPerSecond > 0
      ? [
          startArrivals(ordersPerSecond, () => enter(buy)),
          startArrivals(ordersPerSecond * browsersPerBuyer, () => enter(browse)),
        ]
      : [];
  return {
    figures,
    inside: () => inside.size,
    pauseFor(durationMs) {
      closedUntil = performance.now() + durationMs;
    },
    pausedForMs: () => Math.max(Math.round(closedUntil - performance.now()), 0),
    async stop() {
      for (const stop of stops) stop();
      await Promise.race([Promise.allSettled(inside), sleep(farewellMs, undefined, { ref: false })]);
    },
  };
}
