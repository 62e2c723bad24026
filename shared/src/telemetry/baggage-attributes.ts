import { propagation } from '@opentelemetry/api';
import type { SpanProcessor } from '@opentelemetry/sdk-trace';

/** Copies the allowed baggage members of the parent context to each span that starts; other members stay off the spans. */
export function createBaggageProcessor(allowed: readonly string[]): SpanProcessor {
  return {
    onStart(span, parentContext) {
      const baggage = propagation.getBaggage(parentContext);
      if (!baggage) return;
      for (const name of allowed) {
        const entry = baggage.getEntry(name);
        if (entry) span.setAttribute(name, entry.value);
      }
    },
    onEnd() {},
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  };
}
