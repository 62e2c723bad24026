import { hostNames, loadConfig } from '@spanshop/shared/config';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

const schema = z.object({
  /** Address to listen on; loopback, because anyone who reaches it can read and write. */
  TRACE_STORE_HOST: z.string().min(1).default('127.0.0.1'),
  /** What it is called beside `localhost` and its addresses. */
  ALLOWED_HOSTS: hostNames,
  /** Port of OTLP/HTTP; 0 takes a free one. */
  TRACE_STORE_OTLP_PORT: port.default(4318),
  /** Port of the query API, the same as Jaeger's; 0 takes a free one. */
  TRACE_STORE_QUERY_PORT: port.default(16_686),
  /** Spans kept at most. */
  TRACE_STORE_MAX_SPANS: z.coerce.number().int().min(1000).max(10_000_000).default(80_000),
  /** Mebibytes of encoded spans kept at most, for spans that are larger than usual. */
  TRACE_STORE_MAX_MEBIBYTES: z.coerce.number().int().min(1).max(4096).default(128),
});

export interface Config {
  readonly host: string;
  /** What it is called beside `localhost` and its addresses. */
  readonly names: readonly string[];
  readonly otlpPort: number;
  readonly queryPort: number;
  readonly maxSpans: number;
  readonly maxBytes: number;
}

/**
 * The configuration of the process, frozen. With the defaults it stays below 300 MB: 110 MB when empty, and about 2 kB
 * for a span of 13 attributes.
 * @throws SentenceError that names every variable that is wrong
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const variables = loadConfig(schema, environment);
  return Object.freeze({
    host: variables.TRACE_STORE_HOST,
    names: variables.ALLOWED_HOSTS,
    otlpPort: variables.TRACE_STORE_OTLP_PORT,
    queryPort: variables.TRACE_STORE_QUERY_PORT,
    maxSpans: variables.TRACE_STORE_MAX_SPANS,
    maxBytes: variables.TRACE_STORE_MAX_MEBIBYTES * 1024 * 1024,
  });
}
