import type { SpanExporter } from '@opentelemetry/sdk-trace';
import type { Environment } from '../config/index.ts';
import { reconfigurable } from './reconfigurable.ts';
import { edgePropagationInLab } from './refinements/edge-propagation.ts';
import { refinements } from './refinements/index.ts';
import { setTelemetryRuntime, type TelemetryRuntime } from './runtime.ts';
import { readTelemetryEnvironment } from './sdk/environment.ts';
import { standardParts, startSdk } from './sdk/start-sdk.ts';
import type { TelemetryParts } from './sdk/telemetry-parts.ts';
import type { ServicePackage } from './service-package.ts';

/**
 * Sets up tracing and metrics for the process: the SDK's stock parts, refined. OTEL_SDK_DISABLED=true leaves all of it off.
 *
 * @param exporter for tests: takes each span as it ends, instead of what the environment says
 * @throws SentenceError where an OTEL_* variable holds what we do not know
 */
export function startTelemetry(service: ServicePackage, environment: Environment, exporter?: SpanExporter): void {
  if (environment['OTEL_SDK_DISABLED']?.toLowerCase() === 'true') return;
  const settings = readTelemetryEnvironment(environment);
  let parts = standardParts(service, settings);
  if (exporter) parts = { ...parts, exporters: { memory: exporter } };
  const inLab = environment['LAB_MODE'] === 'on';
  const refined = inLab ? { ...refinements, edgePropagation: edgePropagationInLab } : refinements;
  for (const refine of Object.values(refined)) parts = refine(parts, service, settings);
  setTelemetryRuntime(inLab ? startReconfigurable(parts, environment) : startSdk(parts));
}

function startReconfigurable(given: TelemetryParts, environment: Environment): TelemetryRuntime {
  const { parts, reconfigure } = reconfigurable(given, environment);
  return { ...startSdk(parts), reconfigure };
}
