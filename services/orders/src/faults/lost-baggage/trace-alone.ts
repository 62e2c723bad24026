import { propagation, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import type { Carrier } from '@spanshop/shared/telemetry';

/** Of some messages' context the active span is written down, and nothing else. */
export function traceAlone(whole: () => Promise<Carrier>, percent: number): () => Promise<Carrier> {
  return async () => {
    const span = trace.getActiveSpan();
    if (!span || Math.random() * 100 >= percent) return whole();
    const carrier: Carrier = {};
    propagation.inject(trace.setSpan(ROOT_CONTEXT, span), carrier);
    return carrier;
  };
}
