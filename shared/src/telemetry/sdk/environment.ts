import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { ZipkinExporter } from '@opentelemetry/exporter-zipkin';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ConsoleSpanExporter,
  ParentBasedSampler,
  type Sampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace';
import { z } from 'zod';
import { type Environment, loadConfig } from '../../config/index.ts';
import { untilTaken } from '../refinements/until-taken.ts';
import { onWholeMicroseconds } from '../refinements/whole-microseconds.ts';

/**
 * The standard OTEL_* variables that the SDK no longer reads once it is given processors or a sampler of our own.
 * The exporters read their endpoints, headers, timeouts and compression (OTEL_EXPORTER_*) themselves.
 */
const schema = z.object({
  OTEL_SERVICE_NAME: z.string().optional(),
  OTEL_DEPLOYMENT_ENVIRONMENT: z.string().default('demo'),
  OTEL_TRACES_EXPORTER: list(['otlp', 'zipkin', 'console', 'none'], 'otlp'),
  OTEL_EXPORTER_OTLP_PROTOCOL: z.enum(['http/protobuf']).default('http/protobuf'),
  OTEL_PROPAGATORS: list(['tracecontext', 'baggage', 'b3', 'b3multi', 'none'], 'tracecontext,baggage'),
  OTEL_TRACES_SAMPLER: z
    .enum([
      'always_on',
      'always_off',
      'traceidratio',
      'parentbased_always_on',
      'parentbased_always_off',
      'parentbased_traceidratio',
    ])
    .default('parentbased_always_on'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  OTEL_BSP_MAX_QUEUE_SIZE: z.coerce.number().int().positive().default(16_384),
  OTEL_BSP_MAX_EXPORT_BATCH_SIZE: z.coerce.number().int().positive().default(2_048),
  OTEL_BSP_SCHEDULE_DELAY: z.coerce.number().int().positive().default(1_000),
  /** How long a batch is offered; what ends meanwhile waits in the queue. */
  OTEL_BSP_EXPORT_TIMEOUT: z.coerce
    .number()
    .int()
    .positive()
    .max(2 ** 31 - 1)
    .default(3_600_000),
});

export type TelemetryEnvironment = Readonly<z.infer<typeof schema>>;

/** @throws SentenceError that names each variable with an unknown value and what it may be */
export function readTelemetryEnvironment(environment: Environment): TelemetryEnvironment {
  return loadConfig(schema, environment);
}

/** The exporters that OTEL_TRACES_EXPORTER lists, in its order; none for `none`. */
export function createExporters(settings: TelemetryEnvironment): SpanExporter[] {
  const names = settings.OTEL_TRACES_EXPORTER;
  if (names.includes('none')) return [];
  return names.map(name => exporters[name as keyof typeof exporters](settings));
}

const exporters = {
  otlp: (settings: TelemetryEnvironment) => untilTaken(new OTLPTraceExporter(), settings.OTEL_BSP_EXPORT_TIMEOUT),
  zipkin: () => onWholeMicroseconds(new ZipkinExporter()),
  console: () => new ConsoleSpanExporter(),
};

/**
 * The sampler of OTEL_TRACES_SAMPLER. At the trust boundary a caller from outside decides nothing: whether its parent was
 * sampled or not, the root sampler is asked. Inside, `parentbased_*` keep what the gateway decided.
 */
export function createSampler(environment: TelemetryEnvironment, trustBoundary: boolean): Sampler {
  const name = environment.OTEL_TRACES_SAMPLER;
  const root = rootSampler(name.replace('parentbased_', ''), environment.OTEL_TRACES_SAMPLER_ARG);
  if (!name.startsWith('parentbased_')) return root;
  if (!trustBoundary) return new ParentBasedSampler({ root });
  return new ParentBasedSampler({ root, remoteParentSampled: root, remoteParentNotSampled: root });
}

function rootSampler(name: string, ratio: number): Sampler {
  if (name === 'always_off') return new AlwaysOffSampler();
  return name === 'traceidratio' ? new TraceIdRatioBasedSampler(ratio) : new AlwaysOnSampler();
}

function list(known: readonly string[], fallback: string) {
  return z
    .string()
    .default(fallback)
    .transform(value => [
      ...new Set(
        value
          .split(',')
          .map(name => name.trim())
          .filter(Boolean),
      ),
    ])
    .refine(names => names.length > 0 && names.every(name => known.includes(name)), {
      error: `expected a comma-separated list of ${known.join(', ')}`,
    });
}
