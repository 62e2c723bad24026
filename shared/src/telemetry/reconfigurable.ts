import { ExportResultCode } from '@opentelemetry/core';
import type { Sampler, SpanExporter } from '@opentelemetry/sdk-trace';
import type { Environment } from '../config/index.ts';
import type { Reconfigure } from './runtime.ts';
import { readTelemetryEnvironment } from './sdk/environment.ts';
import { createSampler } from './sdk/start-sdk.ts';
import type { TelemetryParts } from './sdk/telemetry-parts.ts';

/**
 * Parts whose sampler and exporters can be set up anew while the process runs. For lab mode alone, where a deployment's
 * mistake with a variable comes and goes without a restart.
 *
 * @param environment what the process was started with
 */
export function reconfigurable(
  parts: TelemetryParts,
  environment: Environment,
): { parts: TelemetryParts; reconfigure: Reconfigure } {
  let { sampler } = parts;
  let exports = true;
  const whileExporting = (exporter: SpanExporter): SpanExporter => ({
    export: (spans, done) => (exports ? exporter.export(spans, done) : done({ code: ExportResultCode.SUCCESS })),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    shutdown: () => exporter.shutdown(),
  });
  const current: Sampler = {
    shouldSample: (...asked) => sampler.shouldSample(...asked),
    toString: () => sampler.toString(),
  };
  const exporters = Object.entries(parts.exporters).map(([name, exporter]) => [name, whileExporting(exporter)]);
  return {
    parts: { ...parts, sampler: current, exporters: Object.fromEntries(exporters) },
    reconfigure(variables) {
      const settings = readTelemetryEnvironment({ ...environment, ...variables });
      // The one it was started with may be refined, as at the edge.
      sampler = 'OTEL_TRACES_SAMPLER' in variables ? createSampler(settings) : parts.sampler;
      exports = variables['OTEL_TRACES_EXPORTER'] === undefined || settings.OTEL_TRACES_EXPORTER.length > 0;
    },
  };
}
