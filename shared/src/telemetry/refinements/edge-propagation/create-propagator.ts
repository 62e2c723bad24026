import type { TextMapPropagator } from '@opentelemetry/api';
import { CompositePropagator } from '@opentelemetry/core';
import { suppressible } from '../outside-party.ts';
import { createB3Propagator } from './b3-propagator.ts';
import { createBaggagePropagator, createEdgeBaggagePropagator } from './baggage-propagator.ts';
import { createTraceContextPropagator } from './trace-context-propagator.ts';

/** The values of OTEL_PROPAGATORS that are understood. */
export const propagatorNames = ['tracecontext', 'baggage', 'b3', 'b3multi', 'none'] as const;

/** What OpenTelemetry asks for when OTEL_PROPAGATORS is not set. */
export const defaultPropagatorNames = ['tracecontext', 'baggage'] as const;

/** The baggage members that the trust boundary accepts from outside: load test marker and a fault's target. */
export const defaultEdgeBaggageKeys = ['shop.synthetic', 'lab.fault'] as const;

/** How a service takes part in context propagation. */
export interface PropagatorOptions {
  /** Whether this service is the trust boundary, which filters inbound baggage. */
  readonly edge: boolean;
  /** Values as in OTEL_PROPAGATORS, in any case; empty or absent means the default. */
  readonly names?: readonly string[] | undefined;
  /** Baggage keys accepted at the edge; default `defaultEdgeBaggageKeys`. */
  readonly edgeBaggageKeys?: readonly string[] | undefined;
}

type PropagatorName = (typeof propagatorNames)[number];

/**
 * Builds a service's propagator: each named one in order, silenced by `withoutPropagation`. Where two formats carry a
 * trace (tracecontext and b3), all are written and the later name wins on reading. `none` anywhere means no propagation
 * at all, as in the SDK. B3 is the same at the edge and inside, since sampling there is the edge sampler's business.
 *
 * @throws Error naming the first unknown value and the accepted ones
 */
export function createPropagator(options: PropagatorOptions): TextMapPropagator {
  const given = options.names?.map(name => name.trim().toLowerCase()).filter(name => name !== '') ?? [];
  const names = new Set((given.length > 0 ? given : defaultPropagatorNames).map(checkName));
  if (names.has('none')) names.clear();
  return suppressible(new CompositePropagator({ propagators: [...names].map(name => createNamed(name, options)) }));
}

function checkName(name: string): PropagatorName {
  const known = propagatorNames.find(candidate => candidate === name);
  if (known !== undefined) return known;
  throw new Error(`OTEL_PROPAGATORS: unknown propagator "${name}"; accepted are ${propagatorNames.join(', ')}`);
}

function createNamed(name: PropagatorName, options: PropagatorOptions): TextMapPropagator {
  switch (name) {
    case 'tracecontext':
      return createTraceContextPropagator();
    case 'baggage': {
      const allowedKeys = options.edgeBaggageKeys ?? defaultEdgeBaggageKeys;
      return options.edge ? createEdgeBaggagePropagator({ allowedKeys }) : createBaggagePropagator();
    }
    case 'b3':
      return createB3Propagator({ multipleHeaders: false });
    case 'b3multi':
      return createB3Propagator({ multipleHeaders: true });
    case 'none':
      return new CompositePropagator();
  }
}
