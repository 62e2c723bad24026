import type { Fault } from '@spanshop/shared/faults';
import { nPlusOne } from './n-plus-one/entry.ts';

/** What can go wrong in inventory. */
export const faultsOfInventory: readonly Fault[] = [nPlusOne];
