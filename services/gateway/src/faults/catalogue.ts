import type { Fault } from '@spanshop/shared/faults';

/** What can go wrong in gateway. */
export const faultsOfGateway: readonly Fault[] = [];
