import { randomUUID } from 'node:crypto';
import { DiagConsoleLogger, DiagLogLevel, diag, metrics } from '@opentelemetry/api';
import { envDetector, type Resource, resourceFromAttributes } from '@opentelemetry/resources';
import { NodeSDK } from '@opentelemetry/sdk-node';
import {
  BatchSpanProcessor,
  ConsoleSpanExporter,
  SimpleSpanProcessor,
  type SpanExporter,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace';
import {
  ATTR_DEPLOYMENT_ENVIRONMENT_NAME,
  ATTR_SERVICE_INSTANCE_ID,
  ATTR_SERVICE_NAME,
  ATTR_SERVICE_NAMESPACE,
  ATTR_SERVICE_VERSION,
} from '@opentelemetry/semantic-conventions';
import type { Environment } from '../../config/index.ts';
import { shopBaggage } from '../attributes.ts';
import { createBaggageProcessor } from '../refinements/baggage-attributes.ts';
import { createPropagator } from '../refinements/edge-propagation/index.ts';
import { createErrorTypeProcessor } from '../refinements/error-types.ts';
import { LeanContextManager } from '../refinements/lean-context-manager.ts';
import { createPreciseStartProcessor } from '../refinements/precise-start.ts';
import { createProcessLoadProcessor } from '../refinements/process-load.ts';
import { setTelemetryRuntime } from '../runtime.ts';
import type { ServicePackage } from '../service-package.ts';
import { createExporters, createSampler, readTelemetryEnvironment, type TelemetryEnvironment } from './environment.ts';
import { createInstrumentations } from './instrumentations.ts';
import { createMetrics, registerProcessMetrics } from './metrics.ts';

/**
 * Sets up tracing and metrics for the process: resource, sampler, propagators, processors, exporters, instrumentations.
 * OTEL_SDK_DISABLED=true leaves all of it off.
 *
 * @param exporter for tests: takes each span as it ends, instead of what the environment says
 * @throws SentenceError where an OTEL_* variable holds what we do not know
 */
export function startTelemetry(service: ServicePackage, environment: Environment, exporter?: SpanExporter): void {
  if (environment['OTEL_SDK_DISABLED']?.toLowerCase() === 'true') return;
  const settings = readTelemetryEnvironment(environment);
  if (!environment['OTEL_LOG_LEVEL']) diag.setLogger(new DiagConsoleLogger(), { logLevel: DiagLogLevel.WARN });

  const resource = createResource(service, settings);
  const meters = createMetrics(resource);
  metrics.setGlobalMeterProvider(meters.provider);
  registerProcessMetrics();

  const exporters = exporter ? [new SimpleSpanProcessor({ exporter })] : exportersOf(settings, meters.provider);
  const sdk = new NodeSDK({
    resource,
    // OTEL_RESOURCE_ATTRIBUTES only: the other detectors tell of this machine's paths, arguments and users on every export.
    resourceDetectors: [envDetector],
    contextManager: new LeanContextManager(),
    sampler: createSampler(settings, service.trustBoundary),
    textMapPropagator: createPropagator({ edge: service.trustBoundary, names: settings.OTEL_PROPAGATORS }),
    spanProcessors: [...enrichers(), ...exporters],
    metricReaders: [],
    logRecordProcessors: [],
    instrumentations: createInstrumentations(),
  });
  sdk.start();
  setTelemetryRuntime({
    metricsHandler: (request, response) => meters.reader.getMetricsRequestHandler(request, response),
    shutdown: timeoutMs => within(timeoutMs, Promise.all([sdk.shutdown(), meters.provider.shutdown()])),
  });
}

function createResource(service: ServicePackage, settings: TelemetryEnvironment): Resource {
  return resourceFromAttributes({
    [ATTR_SERVICE_NAME]: settings.OTEL_SERVICE_NAME ?? service.name.replace('@spanshop/', ''),
    [ATTR_SERVICE_VERSION]: service.version,
    [ATTR_SERVICE_NAMESPACE]: 'spanshop',
    [ATTR_SERVICE_INSTANCE_ID]: randomUUID(),
    [ATTR_DEPLOYMENT_ENVIRONMENT_NAME]: settings.OTEL_DEPLOYMENT_ENVIRONMENT,
  });
}

function enrichers(): SpanProcessor[] {
  return [
    createPreciseStartProcessor(),
    createBaggageProcessor(Object.values(shopBaggage)),
    createProcessLoadProcessor(),
    createErrorTypeProcessor(),
  ];
}

/** 16384/2048/1000 lose nothing below saturation; the queue may hold at most 30 batches, or shutdown rejects. */
function exportersOf(settings: TelemetryEnvironment, selfObsMeterProvider: SelfObserver): SpanProcessor[] {
  return createExporters(settings).map(exporter => {
    if (exporter instanceof ConsoleSpanExporter) return new SimpleSpanProcessor({ exporter, selfObsMeterProvider });
    return new BatchSpanProcessor({
      exporter,
      selfObsMeterProvider,
      maxQueueSize: settings.OTEL_BSP_MAX_QUEUE_SIZE,
      maxExportBatchSize: settings.OTEL_BSP_MAX_EXPORT_BATCH_SIZE,
      scheduledDelayMillis: settings.OTEL_BSP_SCHEDULE_DELAY,
      exportTimeoutMillis: settings.OTEL_BSP_EXPORT_TIMEOUT,
    });
  });
}

type SelfObserver = ReturnType<typeof createMetrics>['provider'];

async function within(timeoutMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`telemetry was not flushed within ${timeoutMs} ms`)), timeoutMs);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
