import { propagation, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { isHit } from '@spanshop/shared/faults';
import type { Carrier } from '@spanshop/shared/telemetry';
import { lostBaggage } from './entry.ts';

/** Of some messages' context the active span is written down, and nothing else. */
export function traceAlone(whole: () => Promise<Carrier>, percent: number): () => Promise<Carrier> {
  return async () => {
    const span = trace.getActiveSpan();
    if (!span || !isHit(lostBaggage, percent)) return whole();
    const carrier: Carrier = {};
    propagation.inject(trace.setSpan(ROOT_CONTEXT, span), carrier);
    return carrier;
  };
}
