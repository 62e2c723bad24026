import { telemetryVariables } from '@spanshop/shared/faults';

/** The sampler decides anew for each trace, whatever the caller has decided; calls that follow carry its decision. */
export const ignoreCaller = telemetryVariables(percent => ({
  OTEL_TRACES_SAMPLER: 'traceidratio',
  OTEL_TRACES_SAMPLER_ARG: String(percent / 100),
}));
