import type { Faults } from '@spanshop/shared/faults';
import type { Logger } from '@spanshop/shared/logging';
import type { Acquirer } from '../domain/acquirer.ts';
import { breakerFlapping } from './breaker-flapping/entry.ts';
import { tightBreaker } from './breaker-flapping/tight-breaker.ts';
import { askAgainAtOnce, type Connect } from './retry-storm/ask-again-at-once.ts';
import { retryStorm } from './retry-storm/entry.ts';
import { tenantErrors } from './tenant-errors/entry.ts';
import { setUpWrongly } from './tenant-errors/set-up-wrongly.ts';

/**
 * The acquirer as it is, with each fault that can be put before its captures.
 *
 * @param connect opens a client of its own to the same acquirer
 */
export function acquirerWithFaults(faults: Faults, acquirer: Acquirer, connect: Connect, logger: Logger): Acquirer {
  const breaker = tightBreaker(acquirer, logger);
  faults.whileOn(breakerFlapping, breaker);
  const guarded = faults.choose(breakerFlapping, acquirer.capture, () => breaker.capture);

  const retries = askAgainAtOnce(guarded, connect);
  faults.whileOn(retryStorm, retries);
  const retried = faults.choose(retryStorm, guarded, () => retries.capture);

  const capture = faults.choose(tenantErrors, retried, currencies => setUpWrongly(retried, currencies));
  return { ...acquirer, capture };
}
