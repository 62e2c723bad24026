import { setTimeout as sleep } from 'node:timers/promises';
import { cpuTimeMs } from '@spanshop/local/metrics';
import { SentenceError } from '@spanshop/shared/errors';
import { placeOrders } from './checkouts.ts';
import type { RunningWay } from './start-way.ts';
import { untilAllShipped } from './until-all-shipped.ts';

/** What one turn of one way gave. */
export interface Turn {
  checkoutsPerSecond: number;
  cpuMsPerCheckout: number;
}

/**
 * After the last shipment: longer than the slowest exporter keeps a span, 5 s the default way, so that handing spans over
 * counts for the turn that made them. The same for every way, so that what services do while idle counts for all alike.
 */
const handOverMs = 6_500;

/** Lets one way work on so many checkouts, and on all that follows from them. */
export async function takeTurn(running: RunningWay, first: number, checkouts: number): Promise<Turn> {
  const before = await cpuTimeOfAll(running.processIds);
  const checkoutsPerSecond = await placeOrders(running.gatewayUrl, first, checkouts);
  await untilAllShipped(running.database.auditor);
  await sleep(handOverMs);
  const cpuMs = (await cpuTimeOfAll(running.processIds)) - before;
  return { checkoutsPerSecond, cpuMsPerCheckout: cpuMs / checkouts };
}

/** @throws SentenceError when one of the processes has ended */
async function cpuTimeOfAll(processIds: readonly number[]): Promise<number> {
  let totalMs = 0;
  for (const id of processIds) {
    const usedMs = await cpuTimeMs(id);
    if (usedMs === undefined) throw new SentenceError(`process ${id}, a service, ended while it was measured`);
    totalMs += usedMs;
  }
  return totalMs;
}

/** The order of a round: each round begins one further on, and every second one goes the other way around. */
export function orderOfRound<T>(list: readonly T[], round: number): T[] {
  const rotated = list.map((_, index) => list[(index + round) % list.length] as T);
  return round % 2 === 0 ? rotated : rotated.reverse();
}
