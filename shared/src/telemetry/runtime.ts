import type { RequestListener } from 'node:http';

/** What the preload leaves for the service's own code to use; absent in a service that is not traced. */
export interface TelemetryRuntime {
  /** Exports what is still queued and closes the exporters, however long that takes. */
  shutdown: () => Promise<void>;
  /** Answers a scrape in Prometheus' text format. */
  metricsHandler: RequestListener;
  /** In lab mode alone. */
  reconfigure?: Reconfigure;
}

/**
 * Sets the process up as if it had been started with these variables on top: OTEL_TRACES_SAMPLER and OTEL_TRACES_SAMPLER_ARG,
 * or OTEL_TRACES_EXPORTER=none. None of them: as it was started.
 *
 * @throws SentenceError for a variable with an unknown value
 */
export type Reconfigure = (variables: Readonly<Record<string, string>>) => void;

let running: TelemetryRuntime | undefined;

export function setTelemetryRuntime(runtime: TelemetryRuntime): void {
  running = runtime;
}

export function telemetryRuntime(): TelemetryRuntime | undefined {
  return running;
}
