import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../root.ts';
import { fullName } from '../tools/catalogue.ts';
import { type BackendOptions, type RunningBackend, startBackend } from './backend-process.ts';
import { sharedConfiguration, writeOverrides } from './configuration.ts';
import { fillPages, type PageLinks } from './jaeger-pages.ts';
import { listenOn, localUrl } from './local-url.ts';

export interface JaegerOptions extends BackendOptions {
  /** `query` is that of the pages and of the query API; OTLP comes over HTTP. */
  ports: { otlp: number; query: number };
  /** The oldest leave first; at 30 spans a trace takes about 70 kB. Default 5000. */
  maxTraces?: number;
  /** Where links on its pages lead to; default: to the console's usual port, and to no Zipkin. */
  links?: PageLinks;
}

export interface JaegerUrls {
  otlp: string;
  query: string;
}

const ui = join(root, 'deploy/jaeger/ui.json');
/** Go's collector of garbage works harder from here on. It is not a limit: that is the number of traces. */
const softKibibytesPerTrace = 68;
const leastSoftKibibytes = 100_000;

/** @throws SentenceError when a port is in use */
export async function startJaeger(options: JaegerOptions): Promise<RunningBackend<JaegerUrls>> {
  const { path, folder, environment = process.env, onLine, ports, maxTraces = 5_000 } = options;
  const overrides = await writeOverrides(folder, 'jaeger', overridesOf(options));
  await writePages(options);
  const urls = { otlp: localUrl(ports.otlp), query: localUrl(ports.query) };
  return startBackend({
    name: fullName('jaeger'),
    program: path,
    flags: ['--config', sharedConfiguration('jaeger'), '--config', overrides],
    environment: {
      ...environment,
      JAEGER_MAX_TRACES: String(maxTraces),
      GOMEMLIMIT: `${Math.max(maxTraces * softKibibytesPerTrace, leastSoftKibibytes)}KiB`,
    },
    ports: [ports.otlp, ports.query],
    urls,
    probes: [`${urls.query}/api/v3/services`, `${urls.otlp}/v1/traces`],
    onLine,
  });
}

function overridesOf({ ports, folder }: JaegerOptions): object {
  return {
    extensions: {
      jaeger_query: {
        ui: { config_file: pagesFile(folder) },
        http: listenOn(ports.query),
        grpc: listenOn(0),
      },
      healthcheckv2: { http: listenOn(0) },
    },
    receivers: { otlp: { protocols: { http: listenOn(ports.otlp), grpc: listenOn(0) } } },
    service: { telemetry: { metrics: { level: 'none', readers: [] } } },
  };
}

async function writePages({ folder, links = { consolePort: 8088 } }: JaegerOptions): Promise<void> {
  await writeFile(pagesFile(folder), fillPages(await readFile(ui, 'utf8'), links));
}

function pagesFile(folder: string): string {
  return join(folder, 'jaeger-ui.json');
}
