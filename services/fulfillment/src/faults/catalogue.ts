import type { Fault } from '@spanshop/shared/faults';
import { doubleInstrumentation } from './double-instrumentation/entry.ts';
import { poisonMessage } from './poison-message/entry.ts';
import { queueLag } from './queue-lag/entry.ts';
import { wrongParent } from './wrong-parent/entry.ts';

/** What can go wrong in fulfillment. */
export const faultsOfFulfillment: readonly Fault[] = [queueLag, poisonMessage, wrongParent, doubleInstrumentation];
