import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '@spanshop/analysis/statistics';
import { bestSellers, type Call, createShopClient, pickShopper, startArrivals } from '@spanshop/local/shoppers';
import { SentenceError } from '@spanshop/shared/errors';
import { isSettled, sliceMs } from './is-settled.ts';
import { pickVisit } from './visits.ts';

/** What a visit may take off the shelves: two pieces of each of two products. */
export const mostPiecesPerVisit = 4;

export interface VisitorOptions {
  gatewayUrl: string;
  visitsPerSecond: number;
  /** The same seed sends the same visitors at the same moments. */
  seed: number;
  /** How long what they see counts, in milliseconds. */
  durationMs: number;
  /** Whether others come before them until the shop no longer becomes faster, or for a moment only. */
  untilSettled: boolean;
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
/** For how many slices of time a shop that becomes faster and faster is waited for. */
const mostSlices = 6;

/**
 * Visitors who come by themselves (an open model), however fast the shop is, and those inside finish. What a change has stirred
 * up settles before it counts.
 *
 * @throws SentenceError with exit code 130 when it is interrupted
 */
export async function sendVisitors(options: VisitorOptions): Promise<Seen> {
  const { gatewayUrl, visitsPerSecond, seed, durationMs, untilSettled, signal } = options;
  const calls: Call[] = [];
  const orders: { id: string; takenUnixMs: number }[] = [];
  const inside = new Set<Promise<unknown>>();
  let dropped = 0;

  /** Lets visitors in, one stream of them by one seed. */
  function open(streamSeed: number): { stop: () => void; arrived: () => number } {
    let arrived = 0;
    const enter = () => {
      // Each has numbers of its own: what one of them meets changes nothing for the next.
      const random = createRandom(streamSeed * 1_000_003 + arrived);
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
    };
    return { stop: startArrivals(visitsPerSecond, enter, createRandom(streamSeed)), arrived: () => arrived };
  }

  let stream = open(seed + 1);
  try {
    for (let slice = 1; slice <= mostSlices; slice += 1) {
      await sleep(sliceMs, undefined, { signal });
      if (!untilSettled || isSettled(calls, Date.now())) break;
    }
    stream.stop();
    dropped = 0;
    stream = open(seed);
    const fromUnixMs = Date.now();
    await sleep(durationMs, undefined, { signal });
    stream.stop();
    const toUnixMs = Date.now();
    await Promise.race([Promise.allSettled(inside), sleep(farewellMs, undefined, { signal, ref: false })]);
    const isIn = (unixMs: number) => unixMs >= fromUnixMs && unixMs < toUnixMs;
    return {
      fromUnixMs,
      toUnixMs,
      visits: stream.arrived(),
      dropped,
      calls: calls.filter(({ startedUnixMs }) => isIn(startedUnixMs)),
      orderIds: orders.filter(({ takenUnixMs }) => isIn(takenUnixMs)).map(({ id }) => id),
    };
  } catch (error) {
    throw signal.aborted ? new SentenceError('interrupted', { exitCode: 130, cause: error }) : error;
  } finally {
    stream.stop();
  }
}
