import { auditShop, invariants } from '@spanshop/local/audit';
import { withClient } from '@spanshop/shared/database/bootstrap';
import type { Check } from './checks.ts';

/** Asks the database, as the auditor who may only read, whether stock, money and shipments agree. */
export async function checkBooks(auditorUrl: string): Promise<Check> {
  const violations = await withClient(auditorUrl, auditShop);
  if (violations.length === 0)
    return { passed: true, sentence: `the books agree: ${invariants.length} invariants hold` };
  const [first] = violations;
  return {
    passed: false,
    sentence: `${violations.length} violations, first ${first?.invariant}: ${first?.subject}: ${first?.found}`,
  };
}
