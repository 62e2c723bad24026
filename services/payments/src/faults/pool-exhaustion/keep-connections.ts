import type { Database, Queryable, Transaction } from '@spanshop/shared/database';
import type { ChargeOrder } from '../../domain/charge-card.ts';

/** Takes connections before the charge begins and gives them back when it has ended, whatever it waits for in between. */
export function keepConnections(
  database: Database,
  chargeOn: (connection: Queryable) => ChargeOrder,
  connections: number,
): ChargeOrder {
  return async request => {
    const kept: Transaction[] = [];
    try {
      const first = await database.connect();
      kept.push(first);
      while (kept.length < Math.min(connections, database.options.max)) kept.push(await database.connect());
      return await chargeOn(first)(request);
    } finally {
      for (const connection of kept) connection.release();
    }
  };
}
