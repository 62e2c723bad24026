import { resolve } from 'node:path';
import { fullName } from '../tools/catalogue.ts';
import { type BackendOptions, type RunningBackend, startBackend } from './backend-process.ts';
import { sharedConfiguration, writeOverrides } from './configuration.ts';
import { listenOn, localUrl } from './local-url.ts';

export interface CollectorOptions extends BackendOptions {
  /** OTLP comes over HTTP; metrics are its own, for Prometheus. */
  ports: { otlp: number; health: number; metrics: number };
  /** Keeps on disk what a backend has not taken yet, over a restart too. One Collector at a time may use it. */
  queueFolder: string;
  /** Where it sends what it gets; at least one. */
  to: { jaeger?: { otlp: string } | undefined; zipkin?: { spans: string } | undefined };
}

export interface CollectorUrls {
  otlp: string;
  health: string;
  metrics: string;
}

/** Go's collector of garbage works harder from here on; above 140 MiB its memory limiter tells senders to come back later. */
const softMemoryLimit = '150MiB';

/** @throws SentenceError when a port is in use */
export async function startCollector(options: CollectorOptions): Promise<RunningBackend<CollectorUrls>> {
  const { path, folder, environment = process.env, onLine, ports } = options;
  const overrides = await writeOverrides(folder, 'collector', overridesOf(options));
  const urls = {
    otlp: localUrl(ports.otlp),
    health: localUrl(ports.health),
    metrics: `${localUrl(ports.metrics)}/metrics`,
  };
  return startBackend({
    name: fullName('collector'),
    program: path,
    flags: ['--config', sharedConfiguration('collector'), '--config', overrides],
    environment: { ...environment, GOMEMLIMIT: softMemoryLimit },
    ports: [ports.otlp, ports.health, ports.metrics],
    urls,
    probes: [urls.health, `${urls.otlp}/v1/traces`],
    onLine,
  });
}

function overridesOf({ ports, queueFolder, to }: CollectorOptions): object {
  const directory = resolve(queueFolder);
  const exporters = {
    ...(to.jaeger ? { 'otlp_http/jaeger': { endpoint: to.jaeger.otlp } } : {}),
    ...(to.zipkin ? { zipkin: { endpoint: to.zipkin.spans } } : {}),
  };
  return {
    receivers: { otlp: { protocols: { http: listenOn(ports.otlp), grpc: listenOn(0) } } },
    exporters,
    extensions: {
      health_check: listenOn(ports.health),
      file_storage: { directory, create_directory: true, compaction: { directory } },
    },
    service: {
      pipelines: { traces: { exporters: Object.keys(exporters) } },
      telemetry: {
        logs: { level: 'warn' },
        metrics: { readers: [{ pull: { exporter: { prometheus: { host: '127.0.0.1', port: ports.metrics } } } }] },
      },
    },
  };
}
