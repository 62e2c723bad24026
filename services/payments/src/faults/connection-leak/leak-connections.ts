import type { Database, Transaction } from '@spanshop/shared/database';
import { AppError } from '@spanshop/shared/errors';
import type { Condition } from '@spanshop/shared/faults';
import type { ChargeOrder } from '../../domain/charge-card.ts';

/** A leak that fills with declined cards while it lasts. The pool bounds it, and at its end everything is given back. */
export function leakConnections(database: Database): Condition & {
  charging: (charge: ChargeOrder, connectionsForEach: number) => ChargeOrder;
} {
  const leaked = new Set<Transaction>();
  let lasts = false;

  async function lookAtPastCharges(customerId: string): Promise<void> {
    const connection = await database.connect();
    try {
      await connection.query(`SELECT count(*) FROM payments.charges WHERE customer_id = $1 AND status = 'charged'`, [
        customerId,
      ]);
    } finally {
      if (lasts) leaked.add(connection);
      else connection.release();
    }
  }

  return {
    async begin() {
      lasts = true;
    },
    async end() {
      lasts = false;
      for (const connection of leaked) connection.release();
      leaked.clear();
    },
    charging: (charge, connectionsForEach) => async request => {
      try {
        return await charge(request);
      } catch (error) {
        const isDeclined = error instanceof AppError && error.code === 'payment_declined';
        for (let taken = 0; isDeclined && taken < connectionsForEach; taken += 1)
          await lookAtPastCharges(request.customerId);
        throw error;
      }
    },
  };
}
