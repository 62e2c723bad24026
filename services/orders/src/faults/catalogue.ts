import type { Fault } from '@spanshop/shared/faults';
import { lostContext } from './lost-context/entry.ts';
import { missingIndex } from './missing-index/entry.ts';

/** What can go wrong in orders. */
export const faultsOfOrders: readonly Fault[] = [missingIndex, lostContext];
