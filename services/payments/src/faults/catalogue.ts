import type { Fault } from '@spanshop/shared/faults';

/** What can go wrong in payments. */
export const faultsOfPayments: readonly Fault[] = [];
