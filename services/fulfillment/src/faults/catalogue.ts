import type { Fault } from '@spanshop/shared/faults';

/** What can go wrong in fulfillment. */
export const faultsOfFulfillment: readonly Fault[] = [];
