import { moduleIn } from './versions/go-build-info.ts';
import { libraryIn } from './versions/jar-library.ts';
import { saidBy } from './versions/said-version.ts';

export const toolNames = ['k6', 'jaeger', 'collector', 'zipkin'] as const;
export type ToolName = (typeof toolNames)[number];

export interface ToolDefinition {
  /** As people call it. */
  title: string;
  /** The one version that is used. It is that of .env, which docker compose uses, but for Jaeger's. */
  version: string;
  /** What the shop needs it for. */
  purpose: string;
  /** Its file in the cache. */
  file: string;
  /** What its file may be called on the PATH. */
  pathFiles: readonly string[];
  source: GoSource | MavenSource;
  /** The version of a file that claims to be it; undefined when that cannot be told, or it is broken. */
  readVersion(path: string, signal?: AbortSignal): Promise<string | undefined>;
}

/** Built with Go from the pinned module in modules/<folder>. */
export interface GoSource {
  kind: 'go';
  folder: string;
  /** What `go build` takes. */
  package: string;
  /** Go tools of the module that make sources before the build. */
  generate?: readonly string[];
  ldflags: string;
}

/** Fetched by Maven, which checks the checksums that its repository gives; ours comes on top. */
export interface MavenSource {
  kind: 'maven';
  artifact: string;
  sha256: string;
}

const stripped = '-s -w';

export const catalogue: Readonly<Record<ToolName, ToolDefinition>> = {
  k6: {
    title: 'k6',
    version: '2.2.0',
    purpose: 'shoppers in numbers, for the load tests',
    file: 'k6',
    pathFiles: ['k6'],
    source: { kind: 'go', folder: 'k6', package: 'go.k6.io/k6/v2', ldflags: stripped },
    readVersion: (path, signal) => saidBy(path, ['version'], /^\S+ v(\d\S*) \(/m, { signal }),
  },
  jaeger: {
    title: 'Jaeger',
    version: '2.13.0',
    purpose: 'keeps and shows traces',
    file: 'jaeger',
    pathFiles: ['jaeger'],
    source: {
      kind: 'go',
      folder: 'jaeger',
      package: 'github.com/jaegertracing/jaeger/cmd/jaeger',
      ldflags: `${stripped} -X github.com/jaegertracing/jaeger/internal/version.latestVersion=v2.13.0`,
    },
    // Its module counts differently from its releases: v1.76.0 and 2.13.0 are the same commit. Later releases have no version
    // that Go takes for the module's path; containers run a newer one.
    readVersion: async (path, signal) =>
      (await saidBy(path, ['version'], /"gitVersion":"v(\d[^"]*)"/, { signal })) ??
      ((await moduleIn(path, 'github.com/jaegertracing/jaeger')) === 'v1.76.0' ? '2.13.0' : undefined),
  },
  collector: {
    title: 'OpenTelemetry Collector',
    version: '0.158.0',
    purpose: 'takes what the services send and passes it on, with a queue on disk for each backend',
    file: 'otelcol',
    pathFiles: ['otelcol-contrib', 'otelcol'],
    source: {
      kind: 'go',
      folder: 'collector',
      package: '.',
      generate: ['builder', '--config', 'builder.yaml', '--skip-get-modules', '--skip-compilation'],
      ldflags: stripped,
    },
    // By a component that the shop cannot do without, so that a Collector that lacks it is not taken.
    readVersion: async path =>
      (
        await moduleIn(path, 'github.com/open-telemetry/opentelemetry-collector-contrib/extension/storage/filestorage')
      )?.slice(1),
  },
  zipkin: {
    title: 'Zipkin',
    version: '3.6.1',
    purpose: 'keeps and shows traces, in its own way',
    file: 'zipkin.jar',
    pathFiles: ['zipkin.jar'],
    source: {
      kind: 'maven',
      artifact: 'io.zipkin:zipkin-server:3.6.1:jar:exec',
      sha256: 'd8326e0ed4f43855dba81228f688554706e52578a7c782d9a90b73f8680654a1',
    },
    readVersion: path => libraryIn(path, 'zipkin-collector'),
  },
};

/** For example `k6 2.2.0`. */
export function fullName(name: ToolName): string {
  const { title, version } = catalogue[name];
  return `${title} ${version}`;
}
