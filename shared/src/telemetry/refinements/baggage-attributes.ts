/**
 * Buys: every span of an order can be found by the storefront and the customer's tier, also in services that nobody told.
 * Without it: baggage travels, and no trace shows it.
 * Upstream: @opentelemetry/baggage-span-processor does the same, but brings a second copy of the SDK (2.x).
 */
import { type Attributes, type Baggage, propagation } from '@opentelemetry/api';
import type { SpanProcessor } from '@opentelemetry/sdk-trace';
import { shopBaggage } from '../attributes.ts';
import type { Refinement } from '../sdk/telemetry-parts.ts';

export const baggageAttributes: Refinement = parts => ({
  ...parts,
  spanProcessors: [...parts.spanProcessors, createBaggageProcessor(Object.values(shopBaggage))],
});

/** Copies the allowed baggage members of the parent context to each span that starts; other members stay off the spans. */
function createBaggageProcessor(allowed: readonly string[]): SpanProcessor {
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
