import type { RequestListener } from 'node:http';

/** What the preload leaves for the service's own code to use; absent in a service that is not traced. */
export interface TelemetryRuntime {
  /** Exports what is still queued and closes the exporters, however long that takes. */
  shutdown: () => Promise<void>;
  /** Answers a scrape in Prometheus' text format. */
  metricsHandler: RequestListener;
}

let running: TelemetryRuntime | undefined;

export function setTelemetryRuntime(runtime: TelemetryRuntime): void {
  running = runtime;
}

export function telemetryRuntime(): TelemetryRuntime | undefined {
  return running;
}
