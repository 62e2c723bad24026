import type { Condition } from '@spanshop/shared/faults';
import type { Consumption } from '../../consumption.ts';
import { queueLag } from './entry.ts';

/** One consumer that takes so many messages at each look into the queue, and no more until the next. */
export function consumeSlowly(consumption: Consumption): Condition {
  return {
    begin: messages => consumption.limit(queueLag.name, messages),
    end: () => consumption.limit(queueLag.name, undefined),
  };
}
