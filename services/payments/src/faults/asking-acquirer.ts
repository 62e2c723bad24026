import type { Faults } from '@spanshop/shared/faults';
import type { Acquirer } from '../domain/acquirer.ts';
import { tenantErrors } from './tenant-errors/entry.ts';
import { setUpWrongly } from './tenant-errors/set-up-wrongly.ts';

/** The acquirer as it is, with each fault that can be put before its captures. */
export function acquirerWithFaults(faults: Faults, acquirer: Acquirer): Acquirer {
  const capture = faults.choose(tenantErrors, acquirer.capture, currencies =>
    setUpWrongly(acquirer.capture, currencies),
  );
  return { ...acquirer, capture };
}
