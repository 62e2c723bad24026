import { type Attributes, type Baggage, propagation } from '@opentelemetry/api';
import type { SpanProcessor } from '@opentelemetry/sdk-trace';

/** Copies the allowed baggage members of the parent context to each span that starts; other members stay off the spans. */
export function createBaggageProcessor(allowed: readonly string[]): SpanProcessor {
  const known = new WeakMap<Baggage, Attributes>();
  return {
    onStart(span, parentContext) {
      const baggage = propagation.getBaggage(parentContext);
      if (!baggage) return;
      let attributes = known.get(baggage);
      if (attributes === undefined) {
        attributes = attributesOf(baggage, allowed);
        known.set(baggage, attributes);
      }
      span.setAttributes(attributes);
    },
    onEnd() {},
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  };
}

function attributesOf(baggage: Baggage, allowed: readonly string[]): Attributes {
  const members = allowed.map(name => [name, baggage.getEntry(name)?.value] as const);
  return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}
