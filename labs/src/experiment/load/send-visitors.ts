import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '@spanshop/analysis/statistics';
import { bestSellers, type Call, createShopClient, pickShopper, startArrivals } from '@spanshop/local/shoppers';
import { SentenceError } from '@spanshop/shared/errors';
import { pickVisit } from './visits.ts';

export interface VisitorOptions {
  gatewayUrl: string;
  visitsPerSecond: number;
  /** The same seed sends the same visitors at the same moments. */
  seed: number;
  /** How long visitors come before what they see counts, in milliseconds. */
  warmUpMs: number;
  /** How long it counts. */
  durationMs: number;
  /** Ends the stream early. */
  signal: AbortSignal;
}

/** What visitors saw in a stretch of time. */
export interface Seen {
  fromUnixMs: number;
  toUnixMs: number;
  visits: number;
  /** Visits that did not take place, because too many were going on. */
  dropped: number;
  /** The requests that were sent in that time. */
  calls: readonly Call[];
  /** The orders that were taken in it. */
  orderIds: readonly string[];
}

/** Visits at once: what a shop that stands still may cost us. */
const mostVisits = 500;
/** Longer than a visitor waits for an answer. */
const farewellMs = 12_000;

/**
 * Visitors who come by themselves (an open model), however fast the shop is, and those inside finish.
 *
 * @throws SentenceError with exit code 130 when it is interrupted
 */
export async function sendVisitors(options: VisitorOptions): Promise<Seen> {
  const { gatewayUrl, visitsPerSecond, seed, warmUpMs, durationMs, signal } = options;
  const calls: Call[] = [];
  const orders: { id: string; takenUnixMs: number }[] = [];
  const inside = new Set<Promise<unknown>>();
  let [arrived, dropped] = [0, 0];

  function enter(): void {
    // Each has numbers of its own: what one of them meets changes nothing for the next.
    const random = createRandom(seed * 1_000_003 + arrived);
    arrived += 1;
    if (inside.size >= mostVisits) {
      dropped += 1;
      return;
    }
    const shopper = pickShopper(random, bestSellers);
    const shop = createShopClient(gatewayUrl, shopper, call => calls.push(call));
    const onOrder = (id: string) => void orders.push({ id, takenUnixMs: Date.now() });
    // What goes wrong is seen in its calls; whoever meets it goes home.
    const visit = pickVisit(random)({ shop, shopper, random, onOrder }).catch(() => {});
    inside.add(visit);
    void visit.finally(() => inside.delete(visit));
  }

  const stop = startArrivals(visitsPerSecond, enter, createRandom(seed));
  try {
    await sleep(warmUpMs, undefined, { signal });
    const [fromUnixMs, before] = [Date.now(), arrived];
    dropped = 0;
    await sleep(durationMs, undefined, { signal });
    stop();
    const [toUnixMs, visits] = [Date.now(), arrived - before];
    await Promise.race([Promise.allSettled(inside), sleep(farewellMs, undefined, { signal, ref: false })]);
    const isIn = (unixMs: number) => unixMs >= fromUnixMs && unixMs < toUnixMs;
    return {
      fromUnixMs,
      toUnixMs,
      visits,
      dropped,
      calls: calls.filter(({ startedUnixMs }) => isIn(startedUnixMs)),
      orderIds: orders.filter(({ takenUnixMs }) => isIn(takenUnixMs)).map(({ id }) => id),
    };
  } catch (error) {
    throw signal.aborted ? new SentenceError('interrupted', { exitCode: 130, cause: error }) : error;
  } finally {
    stop();
  }
}
