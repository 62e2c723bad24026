/**
 * OpenTelemetry as its own documentation sets it up, to be read from top to bottom. Every part is a stock one, with settings
 * that it offers; two faults of the versions in use are worked around, where a comment says so. What this shop puts in the place of
 * some parts, or beside them, is in ../refinements, and can be left out.
 */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { DiagConsoleLogger, DiagLogLevel, diag, metrics } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from '@opentelemetry/core';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { ZipkinExporter } from '@opentelemetry/exporter-zipkin';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { PinoInstrumentation } from '@opentelemetry/instrumentation-pino';
import { RuntimeNodeInstrumentation } from '@opentelemetry/instrumentation-runtime-node';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { B3InjectEncoding, B3Propagator } from '@opentelemetry/propagator-b3';
import {
  defaultResource,
  detectResources,
  type Resource,
  resourceAttributesEnvDetector,
  resourceFromAttributes,
  serviceNameEnvDetector,
} from '@opentelemetry/resources';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { NodeSDK } from '@opentelemetry/sdk-node';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ConsoleSpanExporter,
  ParentBasedSampler,
  type Sampler,
  SimpleSpanProcessor,
  type SpanProcessor,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace';
import {
  ATTR_DEPLOYMENT_ENVIRONMENT_NAME,
  ATTR_SERVICE_INSTANCE_ID,
  ATTR_SERVICE_NAME,
  ATTR_SERVICE_NAMESPACE,
  ATTR_SERVICE_VERSION,
} from '@opentelemetry/semantic-conventions';
import { ATTR_HOST_NAME } from '@opentelemetry/semantic-conventions/incubating';
import type { TelemetryRuntime } from '../runtime.ts';
import { nameOf, type ServicePackage } from '../service-package.ts';
import type { TelemetryEnvironment } from './environment.ts';
import type { ExporterName, TelemetryParts } from './telemetry-parts.ts';

/** The stock parts, chosen by the environment. */
export function standardParts(service: ServicePackage, settings: TelemetryEnvironment): TelemetryParts {
  return {
    resource: createResource(service),
    contextManager: new AsyncLocalStorageContextManager(),
    sampler: createSampler(settings),
    propagators: named(propagators, settings.OTEL_PROPAGATORS),
    spanProcessors: [],
    exporters: named(exporters, settings.OTEL_TRACES_EXPORTER),
    batching: createBatching(settings),
    ...instrumentationSettings,
    diagnostics: new DiagConsoleLogger(),
    views: [],
    observers: [],
  };
}

/**
 * Who makes spans and metrics: what the SDK says of itself, what we know, and before both what OTEL_SERVICE_NAME and
 * OTEL_RESOURCE_ATTRIBUTES say. The SDK's other detectors tell of this machine's paths, arguments and users on every export.
 */
function createResource(service: ServicePackage): Resource {
  const own = resourceFromAttributes({
    [ATTR_SERVICE_NAME]: nameOf(service),
    [ATTR_SERVICE_VERSION]: service.version,
    [ATTR_SERVICE_NAMESPACE]: 'spanshop',
    [ATTR_SERVICE_INSTANCE_ID]: randomUUID(),
    // Where services share a host, their clock is one: Jaeger then corrects no skew between them.
    [ATTR_HOST_NAME]: hostname(),
    [ATTR_DEPLOYMENT_ENVIRONMENT_NAME]: 'demo',
  });
  const fromEnvironment = detectResources({ detectors: [resourceAttributesEnvDetector, serviceNameEnvDetector] });
  return defaultResource().merge(own).merge(fromEnvironment);
}

/** Whether a trace is recorded: decided at its root, and kept by `parentbased_*` for all that follows. */
export function createSampler(settings: TelemetryEnvironment): Sampler {
  const root = createRootSampler(settings);
  return settings.OTEL_TRACES_SAMPLER.startsWith('parentbased_') ? new ParentBasedSampler({ root }) : root;
}

export function createRootSampler(settings: TelemetryEnvironment): Sampler {
  const name = settings.OTEL_TRACES_SAMPLER.replace('parentbased_', '');
  if (name === 'always_off') return new AlwaysOffSampler();
  return name === 'traceidratio'
    ? new TraceIdRatioBasedSampler(settings.OTEL_TRACES_SAMPLER_ARG)
    : new AlwaysOnSampler();
}

/** What writes the context into headers, and reads it from them. */
const propagators = {
  tracecontext: () => new W3CTraceContextPropagator(),
  baggage: () => new W3CBaggagePropagator(),
  b3: () => new B3Propagator(),
  b3multi: () => new B3Propagator({ injectEncoding: B3InjectEncoding.MULTI_HEADER }),
};

/** Where spans go; each exporter reads its own OTEL_EXPORTER_* variables. */
const exporters = {
  otlp: () => new OTLPTraceExporter(),
  zipkin: () => new ZipkinExporter(),
  console: () => new ConsoleSpanExporter(),
};

/**
 * Spans wait in a queue and leave in batches. 16384/2048/1000 lose nothing below saturation; the queue may hold at most 30
 * batches, or shutdown rejects. A batch has the 30 s that OpenTelemetry gives it.
 */
function createBatching(settings: TelemetryEnvironment): TelemetryParts['batching'] {
  return {
    maxQueueSize: settings.OTEL_BSP_MAX_QUEUE_SIZE,
    maxExportBatchSize: settings.OTEL_BSP_MAX_EXPORT_BATCH_SIZE,
    scheduledDelayMillis: settings.OTEL_BSP_SCHEDULE_DELAY,
    exportTimeoutMillis: settings.OTEL_BSP_EXPORT_TIMEOUT ?? 30_000,
  };
}

/** One for each exporter; those to a backend get their spans in batches. */
function createExportProcessors(parts: TelemetryParts, selfObsMeterProvider: MeterProvider): SpanProcessor[] {
  return Object.entries(parts.exporters).map(([name, exporter]) =>
    batched.has(name)
      ? new BatchSpanProcessor({ exporter, selfObsMeterProvider, ...parts.batching })
      : new SimpleSpanProcessor({ exporter, selfObsMeterProvider }),
  );
}

const batched: ReadonlySet<string> = new Set<ExporterName>(['otlp', 'zipkin']);

/** The automatic spans: HTTP in and out, PostgreSQL queries and pool waits; trace ids in the log; metrics of the runtime. */
function createInstrumentations({ http, pg, runtime }: TelemetryParts) {
  return [
    new HttpInstrumentation(http),
    new UndiciInstrumentation(),
    new PgInstrumentation(pg),
    new PinoInstrumentation({ disableLogSending: true }),
    new RuntimeNodeInstrumentation(runtime),
  ];
}

const instrumentationSettings: Pick<TelemetryParts, 'http' | 'pg' | 'runtime'> = {
  // Enabled at construction, instrumentation-http 0.301.0 patches http twice and makes two nested CLIENT spans per call.
  http: { enabled: false },
  // Queries of pollers and start-up belong to no request: no trace of their own. Connect spans stay on: ignoring them
  // puts queries into the wrong trace when the pool is busy.
  pg: { requireParentSpan: true },
  runtime: {},
};

/** Metrics are kept until somebody scrapes them. */
function createMetrics({ resource, views }: TelemetryParts) {
  const reader = new PrometheusExporter({ preventServerStart: true, withoutScopeInfo: true });
  return { reader, provider: new MeterProvider({ resource, readers: [reader], views: [...views] }) };
}

/** Puts the parts together and starts them. Without OTEL_LOG_LEVEL the SDK would be silent about spans that it loses. */
export function startSdk(parts: TelemetryParts): TelemetryRuntime {
  if (!process.env['OTEL_LOG_LEVEL']) diag.setLogger(parts.diagnostics, { logLevel: DiagLogLevel.WARN });
  const { reader, provider } = createMetrics(parts);
  metrics.setGlobalMeterProvider(provider);
  for (const observe of parts.observers) observe(provider.getMeter('@spanshop/shared'));
  const exportProcessors = createExportProcessors(parts, provider);
  const sdk = new NodeSDK({
    resource: parts.resource,
    autoDetectResources: false,
    contextManager: parts.contextManager,
    sampler: parts.sampler,
    textMapPropagator: new CompositePropagator({ propagators: Object.values(parts.propagators) }),
    spanProcessors: [...parts.spanProcessors, ...exportProcessors],
    metricReaders: [],
    logRecordProcessors: [],
    instrumentations: createInstrumentations(parts),
  });
  sdk.start();

  return {
    metricsHandler: (request, response) => reader.getMetricsRequestHandler(request, response),
    async shutdown() {
      // The SDK would stop waiting at the first exporter that fails, and lose what another one is still sending.
      await Promise.allSettled(exportProcessors.map(processor => processor.shutdown()));
      await Promise.all([sdk.shutdown(), provider.shutdown()]);
    },
  };
}

/** Makes those of a table that are named, in the order of the names. */
function named<Table extends Readonly<Record<string, () => unknown>>>(table: Table, names: readonly (keyof Table)[]) {
  return Object.fromEntries(names.map(name => [name, table[name]?.()])) as Partial<{
    [Name in keyof Table]: ReturnType<Table[Name]>;
  }>;
}
