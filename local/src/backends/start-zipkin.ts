import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SentenceError } from '@spanshop/shared/errors';
import { fullName } from '../tools/catalogue.ts';
import { saidBy } from '../tools/versions/said-version.ts';
import { type BackendOptions, type RunningBackend, startBackend } from './backend-process.ts';
import { localUrl } from './local-url.ts';

export interface ZipkinOptions extends BackendOptions {
  port: number;
  /** The oldest traces leave first. The default, 20000, is what its heap holds. */
  maxSpans?: number;
}

export interface ZipkinUrls {
  /** Where spans are sent. */
  spans: string;
  /** Of the query API, `/api/v2/...`. */
  query: string;
  /** Its pages. */
  ui: string;
}

/** Those of docker compose: little heap, compiled quickly rather than well; out of memory, it ends rather than hangs. */
const javaFlags = [
  '-Xms64m',
  '-Xmx144m',
  '-XX:MaxMetaspaceSize=96m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-XX:+ExitOnOutOfMemoryError',
];
const oldestJava = 17;

/** @throws SentenceError when its port is in use, or there is no Java that it runs on */
export async function startZipkin(options: ZipkinOptions): Promise<RunningBackend<ZipkinUrls>> {
  const { path, folder, environment = process.env, onLine, port, maxSpans = 20_000 } = options;
  const java = await findJava(environment);
  await mkdir(folder, { recursive: true });
  const urls = zipkinUrlsOf(port);
  // Its own way to name a port listens on every interface.
  const server = '--armeria.ports[0].';
  return startBackend({
    name: fullName('zipkin'),
    program: java,
    flags: [
      ...javaFlags,
      `-Djava.io.tmpdir=${folder}`,
      '-jar',
      path,
      `${server}ip=127.0.0.1`,
      `${server}port=${port}`,
      `${server}protocols[0]=http`,
    ],
    environment: { ...environment, QUERY_PORT: String(port), STORAGE_TYPE: 'mem', MEM_MAX_SPANS: String(maxSpans) },
    ports: [port],
    urls,
    probes: [`${urls.query}/health`],
    onLine,
  });
}

/** Where a Zipkin of this machine answers. */
export function zipkinUrlsOf(port: number): ZipkinUrls {
  const url = localUrl(port);
  return { spans: `${url}/api/v2/spans`, query: url, ui: `${url}/zipkin/` };
}

async function findJava(environment: NodeJS.ProcessEnv): Promise<string> {
  const home = environment['JAVA_HOME'];
  for (const java of [...(home ? [join(home, 'bin/java')] : []), 'java']) {
    const version = Number(await saidBy(java, ['--version'], /^\S+ (\d+)/m, { environment }));
    if (version >= oldestJava) return java;
  }
  throw new SentenceError(
    `${fullName('zipkin')} runs on Java ${oldestJava} or newer, which is not installed: get it from https://adoptium.net`,
  );
}
