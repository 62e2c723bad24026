import { isHit } from '@spanshop/shared/faults';
import type { Acquirer } from '../../domain/acquirer.ts';
import { tracer } from '../../tracer.ts';
import { spanLeak } from './entry.ts';

/** Puts a span around some captures, which an early return and an exception leave open. */
export function forgetToEnd(capture: Acquirer['capture'], percent: number): Acquirer['capture'] {
  return payment =>
    isHit(spanLeak, percent)
      ? tracer.startActiveSpan('capture payment', async span => {
          const status = await capture(payment);
          if (status !== 'captured') return status;
          span.end();
          return status;
        })
      : capture(payment);
}
