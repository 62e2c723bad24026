import type { ContextManager, DiagLogger, Meter, TextMapPropagator } from '@opentelemetry/api';
import type { HttpInstrumentationConfig } from '@opentelemetry/instrumentation-http';
import type { PgInstrumentationConfig } from '@opentelemetry/instrumentation-pg';
import type { RuntimeNodeInstrumentationConfig } from '@opentelemetry/instrumentation-runtime-node';
import type { Resource } from '@opentelemetry/resources';
import type { ViewOptions } from '@opentelemetry/sdk-metrics';
import type { BatchSpanProcessorOptions, Sampler, SpanExporter, SpanProcessor } from '@opentelemetry/sdk-trace';
import type { ServicePackage } from '../service-package.ts';
import type { TelemetryEnvironment } from './environment.ts';

/** All that telemetry is made of; each is a stock part, until a refinement puts another in its place. */
export interface TelemetryParts {
  /** Who makes the spans; said once for each batch. */
  resource: Resource;
  /** What makes a span the active one for all that its work calls. */
  contextManager: ContextManager;
  /** What decides whether a trace is recorded. */
  sampler: Sampler;
  /** What writes the context into headers and reads it from them; where several read a trace, the last one wins. */
  propagators: Readonly<Partial<Record<PropagatorName, TextMapPropagator>>>;
  /** What sees each span as it starts and ends, before the exporters do. */
  spanProcessors: readonly SpanProcessor[];
  /** Where the spans go. */
  exporters: Readonly<Partial<Record<ExporterName, SpanExporter>>>;
  /** How ended spans wait and leave. */
  batching: Omit<BatchSpanProcessorOptions, 'exporter'>;
  http: HttpInstrumentationConfig;
  pg: PgInstrumentationConfig;
  runtime: RuntimeNodeInstrumentationConfig;
  /** Where OpenTelemetry says what it could not do. */
  diagnostics: DiagLogger;
  /** What is to become of which metrics. */
  views: readonly ViewOptions[];
  /** What is counted beside what the instrumentations count. */
  observers: readonly ((meter: Meter) => void)[];
}

export type PropagatorName = TelemetryEnvironment['OTEL_PROPAGATORS'][number];

/** `memory` is for tests. */
export type ExporterName = TelemetryEnvironment['OTEL_TRACES_EXPORTER'][number] | 'memory';

/** Puts something of our own in the place of a part, or beside it, and leaves the others as they are. */
export type Refinement = (
  parts: TelemetryParts,
  service: ServicePackage,
  settings: TelemetryEnvironment,
) => TelemetryParts;
