import { z } from 'zod';
import { type Environment, loadConfig } from '../../config/index.ts';

/**
 * The standard OTEL_* variables that the SDK no longer reads once it is given processors, a sampler or a propagator of our
 * own. The exporters read their endpoints, headers, timeouts and compression (OTEL_EXPORTER_*) themselves, the resource
 * OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES.
 */
const schema = z.object({
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
  OTEL_BSP_EXPORT_TIMEOUT: z.coerce
    .number()
    .int()
    .positive()
    .max(2 ** 31 - 1)
    .optional(),
});

export type TelemetryEnvironment = Readonly<z.infer<typeof schema>>;

/** @throws SentenceError that names each variable with an unknown value and what it may be */
export function readTelemetryEnvironment(environment: Environment): TelemetryEnvironment {
  return loadConfig(schema, environment);
}

/** A comma-separated list without repetitions; `none` anywhere makes it empty. */
function list<const Name extends string>(known: readonly Name[], fallback: string) {
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
    .refine((names): names is Name[] => names.length > 0 && names.every(name => known.includes(name as Name)), {
      error: `expected a comma-separated list of ${known.join(', ')}`,
    })
    .transform(names => (names.includes('none' as Name) ? [] : (names as Exclude<Name, 'none'>[])));
}
