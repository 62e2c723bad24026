import { type Context, createContextKey, type TextMapPropagator } from '@opentelemetry/api';

const withoutPropagationKey = createContextKey('spanshop.propagation.without');

/**
 * A context in which nothing is written into outgoing requests: for calls to an outside party, which is to see neither
 * our trace headers nor our baggage. Spans are still made, so the call keeps its CLIENT span.
 */
export function withoutPropagation(context: Context): Context {
  return context.setValue(withoutPropagationKey, true);
}

/** Lets `withoutPropagation` silence a propagator's inject. Extract is untouched. */
export function suppressible(propagator: TextMapPropagator): TextMapPropagator {
  return {
    fields: () => propagator.fields(),
    inject(context, carrier, setter) {
      if (context.getValue(withoutPropagationKey) !== true) propagator.inject(context, carrier, setter);
    },
    extract: (context, carrier, getter) => propagator.extract(context, carrier, getter),
  };
}
