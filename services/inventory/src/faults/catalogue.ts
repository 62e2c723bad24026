import type { Fault } from '@spanshop/shared/faults';
import { cacheOff } from './cache-off/entry.ts';
import { cacheStampede } from './cache-stampede/entry.ts';
import { deadlock } from './deadlock/entry.ts';
import { hotRowLock } from './hot-row-lock/entry.ts';
import { hugeJson } from './huge-json/entry.ts';
import { memoryPressure } from './memory-pressure/entry.ts';
import { nPlusOne } from './n-plus-one/entry.ts';

/** What can go wrong in inventory. */
export const faultsOfInventory: readonly Fault[] = [
  nPlusOne,
  hotRowLock,
  deadlock,
  cacheOff,
  cacheStampede,
  hugeJson,
  memoryPressure,
];
