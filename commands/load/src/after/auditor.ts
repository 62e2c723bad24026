import { auditShop, connectAuditor, invariants, type Violation } from '@spanshop/local/audit';
import { sentenceOf } from '@spanshop/terminal';
import type { Client } from 'pg';

/** What the database says after a run. */
export type Audit =
  | { checked: false; why: string }
  /** `violations` are the first of those that were found. */
  | { checked: true; holds: boolean; invariants: number; found: number; violations: readonly Violation[] };

/** So many violations are shown; the rest is counted. */
const mostShown = 20;
const limits = { connectMs: 5_000, statementMs: 60_000 };

const openOrders = `SELECT count(*)::integer AS count FROM orders.orders WHERE status IN ('pending', 'confirmed', 'shipping')`;

/** Reads the shop's database, and writes nothing. */
export interface Auditor {
  /** How many orders somebody still works on. */
  openOrders(): Promise<number>;
  audit(): Promise<Audit>;
  end(): Promise<void>;
}

/** @returns why not, where the database cannot be reached */
export async function openAuditor(url: string | undefined): Promise<Auditor | string> {
  if (!url) return 'the database is not known';
  let client: Client;
  try {
    client = await connectAuditor(url, limits);
  } catch (error) {
    return `the database cannot be reached: ${sentenceOf(error)}`;
  }
  return {
    openOrders: async () => (await client.query<{ count: number }>(openOrders)).rows[0]?.count ?? 0,
    async audit() {
      const violations = await auditShop(client);
      return {
        checked: true,
        holds: violations.length === 0,
        invariants: invariants.length,
        found: violations.length,
        violations: violations.slice(0, mostShown),
      };
    },
    end: () => client.end(),
  };
}
