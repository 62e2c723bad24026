import type { Faults } from '@spanshop/shared/faults';
import type { Logger } from '@spanshop/shared/logging';
import type { Acquirer } from '../domain/acquirer.ts';
import { breakerFlapping } from './breaker-flapping/entry.ts';
import { tightBreaker } from './breaker-flapping/tight-breaker.ts';
import { tenantErrors } from './tenant-errors/entry.ts';
import { setUpWrongly } from './tenant-errors/set-up-wrongly.ts';

/** The acquirer as it is, with each fault that can be put before its captures. */
export function acquirerWithFaults(faults: Faults, acquirer: Acquirer, logger: Logger): Acquirer {
  const breaker = tightBreaker(acquirer, logger);
  faults.whileOn(breakerFlapping, breaker);
  const guarded = faults.choose(breakerFlapping, acquirer.capture, () => breaker.capture);

  const capture = faults.choose(tenantErrors, guarded, currencies => setUpWrongly(guarded, currencies));
  return { ...acquirer, capture };
}
