/**
 * Buys: what strangers send is held to the letter of W3C's and B3's formats, and of their baggage only what is allowed comes in.
 * Without it: an outside caller names the storefront, a header that is half wrong is half believed, and W3C's harness fails.
 * Upstream: W3CTraceContextPropagator (core 3.1.0) follows level 1; inside, where only we write headers, the stock ones do.
 */
import { shopBaggage } from '../attributes.ts';
import { labTarget, labTargetForm } from '../lab-target.ts';
import { loadRunForm } from '../load-run.ts';
import type { PropagatorName, Refinement } from '../sdk/telemetry-parts.ts';
import { createB3Propagator } from './edge-propagation/b3-propagator.ts';
import { createEdgeBaggagePropagator } from './edge-propagation/baggage-propagator.ts';
import { createTraceContextPropagator } from './edge-propagation/trace-context-propagator.ts';

/** The baggage members that come in from outside, and what they look like. */
type Forms = Readonly<Record<string, RegExp>>;

/** A load test marks its requests. */
const always: Forms = { [shopBaggage.synthetic]: loadRunForm };

export const edgePropagation: Refinement = strictAtEdge(always);

/** In lab mode a fault can be aimed at one request. */
export const edgePropagationInLab: Refinement = strictAtEdge({ ...always, [labTarget]: labTargetForm });

function strictAtEdge(forms: Forms): Refinement {
  const strict = {
    tracecontext: () => createTraceContextPropagator(),
    baggage: () => createEdgeBaggagePropagator({ allowedKeys: Object.keys(forms), forms }),
    b3: () => createB3Propagator({ multipleHeaders: false }),
    b3multi: () => createB3Propagator({ multipleHeaders: true }),
  };
  return (parts, { trustBoundary }) => {
    if (!trustBoundary) return parts;
    const names = Object.keys(parts.propagators) as PropagatorName[];
    return { ...parts, propagators: Object.fromEntries(names.map(name => [name, strict[name]()])) };
  };
}
