/**
 * Buys: a call to an outside party has its CLIENT span, but takes neither trace headers nor baggage along.
 * Without it: ids of ours, the storefront and the customer's tier reach a stranger with every charge.
 * Upstream: a hook of the HTTP instrumentation can only leave out the span too; that a propagator may be told not to write is
 * asked for (open-telemetry/opentelemetry-specification#3153).
 */
import type { TextMapPropagator } from '@opentelemetry/api';
import { isWithoutPropagation } from '../manual/outgoing-call.ts';
import type { Refinement } from '../sdk/telemetry-parts.ts';

export const outsideParty: Refinement = parts => ({
  ...parts,
  propagators: Object.fromEntries(
    Object.entries(parts.propagators).map(([name, propagator]) => [name, suppressible(propagator)]),
  ),
});

/** Lets `withoutPropagation` silence a propagator's inject. Extract is untouched. */
function suppressible(propagator: TextMapPropagator): TextMapPropagator {
  return {
    fields: () => propagator.fields(),
    inject(context, carrier, setter) {
      if (!isWithoutPropagation(context)) propagator.inject(context, carrier, setter);
    },
    extract: (context, carrier, getter) => propagator.extract(context, carrier, getter),
  };
}
