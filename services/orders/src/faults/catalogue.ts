import type { Fault } from '@spanshop/shared/faults';
import { badPlan } from './bad-plan/entry.ts';
import { chattyCalls } from './chatty-calls/entry.ts';
import { invertedTimeouts } from './inverted-timeouts/entry.ts';
import { largeResult } from './large-result/entry.ts';
import { logFlood } from './log-flood/entry.ts';
import { longTransaction } from './long-transaction/entry.ts';
import { lostBaggage } from './lost-baggage/entry.ts';
import { lostContext } from './lost-context/entry.ts';
import { missingIndex } from './missing-index/entry.ts';
import { noKeepAlive } from './no-keep-alive/entry.ts';
import { noisyNeighbour } from './noisy-neighbour/entry.ts';
import { silentService } from './silent-service/entry.ts';

/** What can go wrong in orders. */
export const faultsOfOrders: readonly Fault[] = [
  missingIndex,
  badPlan,
  chattyCalls,
  largeResult,
  longTransaction,
  invertedTimeouts,
  noKeepAlive,
  logFlood,
  noisyNeighbour,
  lostContext,
  lostBaggage,
  silentService,
];
