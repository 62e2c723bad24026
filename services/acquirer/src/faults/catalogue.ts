import type { Fault } from '@spanshop/shared/faults';
import { acquirerErrors } from './acquirer-errors/entry.ts';
import { slowAcquirer } from './slow-acquirer/entry.ts';

/** What can go wrong at the acquirer. */
export const faultsOfAcquirer: readonly Fault[] = [slowAcquirer, acquirerErrors];
