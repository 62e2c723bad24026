import type { Condition } from '@spanshop/shared/faults';
import type { Consumption } from '../../consumption.ts';

/** One consumer that takes so many messages at each look into the queue, and no more until the next. */
export function consumeSlowly(consumption: Consumption): Condition {
  return {
    begin: messages => consumption.change({ concurrency: messages, burst: false }),
    end: () => consumption.change(),
  };
}
