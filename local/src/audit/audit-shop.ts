import type { ClientBase, Pool } from 'pg';
import { invariants } from './invariants.ts';

export interface Violation {
  /** The invariant that does not hold. */
  invariant: string;
  /** An order's id or a SKU. */
  subject: string;
  found: string;
}

/** Asks for everything that breaks an invariant; empty where all of them hold. To be asked at a quiet moment. */
export async function auditShop(auditor: Pick<Pool | ClientBase, 'query'>): Promise<Violation[]> {
  const broken: Violation[] = [];
  for (const { name, violations } of invariants) {
    const { rows } = await auditor.query<Omit<Violation, 'invariant'>>(violations);
    for (const { subject, found } of rows) broken.push({ invariant: name, subject, found });
  }
  return broken;
}
