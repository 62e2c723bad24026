import type { ChargeRequest } from '@spanshop/shared/contracts/payments';
import type { Database, Queryable } from '@spanshop/shared/database';
import type { Fault, Faults } from '@spanshop/shared/faults';
import type { ChargeOrder } from '../domain/charge-card.ts';
import { connectionLeak } from './connection-leak/entry.ts';
import { leakConnections } from './connection-leak/leak-connections.ts';
import { eventLoopBlock } from './event-loop-block/entry.ts';
import { hashOnTheLoop } from './event-loop-block/hash-on-the-loop.ts';
import { poolExhaustion } from './pool-exhaustion/entry.ts';
import { keepConnections } from './pool-exhaustion/keep-connections.ts';
import { threadPool } from './thread-pool/entry.ts';
import { hashAsPassword } from './thread-pool/hash-as-password.ts';

/**
 * Charging as it is, with each fault that can be put around it.
 *
 * @param chargeOn charging whose statements go to the pool, or to one connection
 */
export function chargingWithFaults(
  faults: Faults,
  database: Database,
  chargeOn: (database: Queryable) => ChargeOrder,
): ChargeOrder {
  const around = (fault: Fault, charge: ChargeOrder, faulty: (magnitude: number) => ChargeOrder) =>
    faults.choose(fault, charge, faulty, ({ customerId }: ChargeRequest) => ({ customerId }));
  const leak = leakConnections(database);
  faults.whileOn(connectionLeak, leak);

  const kept = around(poolExhaustion, chargeOn(database), count => keepConnections(database, chargeOn, count));
  const leaking = around(connectionLeak, kept, count => leak.charging(kept, count));
  const blocking = around(eventLoopBlock, leaking, rounds => hashOnTheLoop(leaking, rounds));
  return around(threadPool, blocking, keys => hashAsPassword(blocking, keys));
}
