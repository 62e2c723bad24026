import type { Fault } from '@spanshop/shared/faults';
import { slowRegex } from './slow-regex/entry.ts';

/** What can go wrong in gateway. */
export const faultsOfGateway: readonly Fault[] = [slowRegex];
