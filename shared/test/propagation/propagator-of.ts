import type { TextMapPropagator } from '@opentelemetry/api';
import { CompositePropagator } from '@opentelemetry/core';
import { edgePropagation } from '../../src/telemetry/refinements/edge-propagation.ts';
import { readTelemetryEnvironment } from '../../src/telemetry/sdk/environment.ts';
import { standardParts } from '../../src/telemetry/sdk/start-sdk.ts';

/** The propagator of a service: inside the stock one, at the trust boundary the strict one. */
export function propagatorOf(where: 'inside' | 'edge', names?: string): TextMapPropagator {
  const settings = readTelemetryEnvironment({ OTEL_PROPAGATORS: names });
  const service = { name: 'test', version: '0.0.0', trustBoundary: where === 'edge' };
  const { propagators } = edgePropagation(standardParts(service, settings), service, settings);
  return new CompositePropagator({ propagators: Object.values(propagators) });
}
