import type { Capture } from '@spanshop/shared/contracts/acquirer';
import type { Queryable } from '@spanshop/shared/database';
import type { Ledger } from '../domain/ledger.ts';

const entryColumns = 'reference, status, amount_minor AS "amountMinor", currency';

/** A single statement each; the card itself is not kept. */
export function createCapturesRepository(database: Queryable): Ledger {
  const one = async (statement: string, parameters: unknown[]) =>
    (await database.query<Capture>(statement, parameters)).rows[0];
  return {
    async record(entry) {
      // The update changes nothing: it is there so that an existing row is returned.
      const stored = await one(
        `INSERT INTO acquirer.captures (reference, status, amount_minor, currency) VALUES ($1, $2, $3, $4)
         ON CONFLICT (reference) DO UPDATE SET updated_at = captures.updated_at
         RETURNING ${entryColumns}`,
        [entry.reference, entry.status, entry.amountMinor, entry.currency],
      );
      return stored ?? entry;
    },
    find: reference => one(`SELECT ${entryColumns} FROM acquirer.captures WHERE reference = $1`, [reference]),
    async reverse(reference) {
      const reversed = await one(
        `INSERT INTO acquirer.captures (reference, status, amount_minor) VALUES ($1, 'reversed', 0)
         ON CONFLICT (reference) DO UPDATE SET
           status = 'reversed',
           updated_at = CASE captures.status WHEN 'reversed' THEN captures.updated_at ELSE now() END
         RETURNING ${entryColumns}`,
        [reference],
      );
      return reversed ?? { reference, status: 'reversed', amountMinor: 0, currency: null };
    },
  };
}
