import type { Faults } from '@spanshop/shared/faults';
import type { Acquirer } from '../domain/acquirer.ts';
import { ownSampling } from './own-sampling/entry.ts';
import { ignoreCaller } from './own-sampling/ignore-caller.ts';
import { spanLeak } from './span-leak/entry.ts';
import { forgetToEnd } from './span-leak/forget-to-end.ts';

/** The acquirer as it is asked, with each fault that breaks the traces of it and leaves the payment as it is. */
export function tracingWithFaults(faults: Faults, acquirer: Acquirer): Acquirer {
  const { capture } = acquirer;
  faults.whileOn(ownSampling, ignoreCaller);
  return { ...acquirer, capture: faults.choose(spanLeak, capture, percent => forgetToEnd(capture, percent)) };
}
