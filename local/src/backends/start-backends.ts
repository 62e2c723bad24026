import { join } from 'node:path';
import type { Exit, RunningBackend } from './backend-process.ts';
import { localUrl } from './local-url.ts';
import { startCollector } from './start-collector.ts';
import { type JaegerUrls, startJaeger } from './start-jaeger.ts';
import { startZipkin, type ZipkinUrls, zipkinUrlsOf } from './start-zipkin.ts';

export type BackendChoice = 'jaeger' | 'zipkin' | 'both';

export interface BackendPorts {
  /** Where services send OTLP: the Collector, or directly Jaeger. */
  otlp: number;
  /** Where Jaeger takes OTLP from the Collector. */
  jaegerOtlp: number;
  jaegerQuery: number;
  zipkin: number;
  collectorHealth: number;
  collectorMetrics: number;
}

export interface BackendsOptions {
  choice: BackendChoice;
  /** Without a Collector: services send to each backend themselves. */
  direct: boolean;
  /** The programs that the choice needs, as `backendTools` lists them. */
  paths: Readonly<Partial<Record<'jaeger' | 'zipkin' | 'collector', string>>>;
  ports: BackendPorts;
  /** For configuration and the Collector's queue. */
  folder: string;
  /** Where links on Jaeger's pages lead to. */
  consolePort?: number;
  environment?: NodeJS.ProcessEnv;
  onLine?: (name: string, line: string) => void;
}

export interface RunningBackends {
  /** In the order in which to stop them: who sends before who takes. */
  processes: readonly Pick<RunningBackend<unknown>, 'name' | 'pid' | 'exited' | 'stop' | 'kill'>[];
  jaeger: JaegerUrls | undefined;
  zipkin: ZipkinUrls | undefined;
  /** What services have to be told, in the standard variables. */
  telemetry: Readonly<Record<string, string>>;
  /** Rejects with a SentenceError in one sentence when one of them ends before all can do their work. */
  ready: Promise<void>;
  /** Resolves when one has ended, whoever ended it. */
  ended: Promise<{ name: string } & Exit>;
  stop(): Promise<void>;
  kill(): void;
}

/** The tools that a choice needs. */
export function backendTools(choice: BackendChoice, direct: boolean): ('jaeger' | 'zipkin' | 'collector')[] {
  const backends = choice === 'both' ? (['jaeger', 'zipkin'] as const) : ([choice] as const);
  return [...backends, ...(direct ? [] : (['collector'] as const))];
}

/**
 * Starts Jaeger, Zipkin or both, with a Collector before them unless they are to be reached directly.
 *
 * @throws SentenceError in one sentence when a port is in use or Java is missing; what had been started is ended then
 */
export async function startBackends(options: BackendsOptions): Promise<RunningBackends> {
  const { choice, direct, paths, ports, folder, consolePort = 8088, environment = process.env, onLine } = options;
  const wanted = backendTools(choice, direct);
  const processes: RunningBackend<unknown>[] = [];
  const common = (name: 'jaeger' | 'zipkin' | 'collector') => ({
    path: pathOf(paths, name),
    folder,
    environment,
    ...(onLine ? { onLine: (line: string) => onLine(name, line) } : {}),
  });
  async function started<Urls>(start: () => Promise<RunningBackend<Urls>>): Promise<Urls> {
    const running = await start();
    processes.unshift(running);
    return running.urls;
  }
  const stop = () => stopInOrder(processes);
  try {
    const jaeger = wanted.includes('jaeger')
      ? await started(() =>
          startJaeger({
            ...common('jaeger'),
            ports: { otlp: direct ? ports.otlp : ports.jaegerOtlp, query: ports.jaegerQuery },
            links: { consolePort, zipkinPort: wanted.includes('zipkin') ? ports.zipkin : undefined },
          }),
        )
      : undefined;
    const zipkin = wanted.includes('zipkin')
      ? await started(() => startZipkin({ ...common('zipkin'), port: ports.zipkin }))
      : undefined;
    if (!direct) {
      await started(() =>
        startCollector({
          ...common('collector'),
          ports: { otlp: ports.otlp, health: ports.collectorHealth, metrics: ports.collectorMetrics },
          queueFolder: join(folder, 'collector-queue'),
          to: { jaeger, zipkin },
        }),
      );
    }
    const ready = Promise.all(processes.map(running => running.ready)).then(() => {});
    ready.catch(() => {});
    return {
      processes,
      jaeger,
      zipkin,
      telemetry: telemetryOf(choice, direct, ports),
      ready,
      ended: Promise.race(processes.map(({ name, exited }) => exited.then(exit => ({ name, ...exit })))),
      stop,
      kill: () => {
        for (const running of processes) running.kill();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function pathOf(paths: BackendsOptions['paths'], name: 'jaeger' | 'zipkin' | 'collector'): string {
  const path = paths[name];
  if (!path) throw new Error(`startBackends was given no path of ${name}`);
  return path;
}

/** What services have to be told of a choice, in the standard variables. */
export function telemetryOf(choice: BackendChoice, direct: boolean, ports: BackendPorts): Record<string, string> {
  const otlp = { OTEL_EXPORTER_OTLP_ENDPOINT: localUrl(ports.otlp) };
  if (!direct) return { OTEL_TRACES_EXPORTER: 'otlp', ...otlp };
  const zipkin = { OTEL_EXPORTER_ZIPKIN_ENDPOINT: zipkinUrlsOf(ports.zipkin).spans };
  const jaegerIsIn = choice !== 'zipkin';
  const zipkinIsIn = choice !== 'jaeger';
  return {
    OTEL_TRACES_EXPORTER: [...(jaegerIsIn ? ['otlp'] : []), ...(zipkinIsIn ? ['zipkin'] : [])].join(','),
    ...(jaegerIsIn ? otlp : {}),
    ...(zipkinIsIn ? zipkin : {}),
  };
}

/** The Collector first: while it ends it still hands over what it has. */
async function stopInOrder(processes: readonly RunningBackend<unknown>[]): Promise<void> {
  for (const running of processes) await running.stop();
}
