import type { Database } from '@spanshop/shared/database';
import type { Condition } from '@spanshop/shared/faults';

/** Closes each connection of a pool after so many uses. A connection that is in use ends its work first. */
export function useBriefly({ options }: Database): Condition {
  return {
    async begin(uses) {
      options.maxUses = uses;
    },
    async end() {
      options.maxUses = Number.POSITIVE_INFINITY;
    },
  };
}
