import type { Faults } from '@spanshop/shared/faults';
import type { Acquirer } from '../domain/acquirer.ts';
import { ownSampling } from './own-sampling/entry.ts';
import { ignoreCaller } from './own-sampling/ignore-caller.ts';
import { spanLeak } from './span-leak/entry.ts';
import { forgetToEnd } from './span-leak/forget-to-end.ts';
import { tenantErrors } from './tenant-errors/entry.ts';
import { setUpWrongly } from './tenant-errors/set-up-wrongly.ts';

/** The acquirer as it is, with each fault that can be put before its captures. */
export function acquirerWithFaults(faults: Faults, acquirer: Acquirer): Acquirer {
  faults.whileOn(ownSampling, ignoreCaller);
  const charged = faults.choose(tenantErrors, acquirer.capture, currencies =>
    setUpWrongly(acquirer.capture, currencies),
  );
  const capture = faults.choose(spanLeak, charged, percent => forgetToEnd(charged, percent));
  return { ...acquirer, capture };
}
