import type { Fault } from '@spanshop/shared/faults';
import { breakerFlapping } from './breaker-flapping/entry.ts';
import { connectionLeak } from './connection-leak/entry.ts';
import { eventLoopBlock } from './event-loop-block/entry.ts';
import { ownSampling } from './own-sampling/entry.ts';
import { poolExhaustion } from './pool-exhaustion/entry.ts';
import { retryStorm } from './retry-storm/entry.ts';
import { spanLeak } from './span-leak/entry.ts';
import { tenantErrors } from './tenant-errors/entry.ts';
import { threadPool } from './thread-pool/entry.ts';

/** What can go wrong in payments. */
export const faultsOfPayments: readonly Fault[] = [
  poolExhaustion,
  connectionLeak,
  eventLoopBlock,
  threadPool,
  retryStorm,
  breakerFlapping,
  tenantErrors,
  ownSampling,
  spanLeak,
];
