import { invalid } from '../http/refusals.ts';
import { parseGoBoolean, parseGoDuration, parseRfc3339 } from './go-values.ts';

/** What a span has to be for its trace to be found. All conditions hold for one and the same span, as in Jaeger. */
export interface SearchCriteria {
  /** Empty for any. */
  serviceName: string;
  /** Empty for any. */
  operationName: string;
  /** Bounds of the span's start, both included. */
  startMinUnixNano: bigint;
  startMaxUnixNano: bigint;
  /** Bounds of the span's duration, both included; 0 for none. */
  durationMinNano: bigint;
  durationMaxNano: bigint;
  attributes: [key: string, value: string][];
  /** How many traces at most, at least 1; 100 when it is not given. */
  limit: number;
}

const defaultLimit = 100;

/**
 * The parameters of a search, in either spelling: `query.serviceName` of newer Jaegers, `query.service_name` of older ones.
 * @throws AppError 400 that names the parameter.
 */
export function parseSearch(query: URLSearchParams): SearchCriteria {
  const startMinUnixNano = required(query, 'startTimeMin', parseRfc3339, 'an RFC 3339 time');
  const startMaxUnixNano = required(query, 'startTimeMax', parseRfc3339, 'an RFC 3339 time');
  if (startMinUnixNano >= startMaxUnixNano) {
    throw invalid('query.startTimeMin must be before query.startTimeMax');
  }
  optional(query, 'rawTraces', parseGoBoolean, 'a boolean');
  return {
    serviceName: find(query, 'serviceName').value,
    operationName: find(query, 'operationName').value,
    startMinUnixNano,
    startMaxUnixNano,
    durationMinNano: optional(query, 'durationMin', parseGoDuration, 'a duration like 1.5s or 200ms') ?? 0n,
    durationMaxNano: optional(query, 'durationMax', parseGoDuration, 'a duration like 1.5s or 200ms') ?? 0n,
    attributes: optional(query, 'attributes', parseAttributes, 'a JSON object whose values are strings') ?? [],
    limit: parseLimit(query),
  };
}

const defaultPageLimit = 20;
const mostPageLimit = 1_000;
const farFuture = 2n ** 63n;

/**
 * The parameters of Jaeger's search page: `service`, `operation`, `lookback`, `minDuration`, `maxDuration`, `tags`, `limit`.
 * Without `lookback` all times are searched.
 * @throws AppError 400 that names the parameter.
 */
export function parsePageSearch(query: URLSearchParams, nowUnixMs: number): SearchCriteria {
  const duration = (name: string) => optional(query, name, parseGoDuration, 'a duration like 1.5s or 200ms', '');
  const lookbackNano = duration('lookback');
  return {
    serviceName: query.get('service') ?? '',
    operationName: query.get('operation') ?? '',
    startMinUnixNano: lookbackNano === undefined ? 0n : BigInt(nowUnixMs) * 1_000_000n - lookbackNano,
    startMaxUnixNano: farFuture,
    durationMinNano: duration('minDuration') ?? 0n,
    durationMaxNano: duration('maxDuration') ?? 0n,
    attributes: optional(query, 'tags', parseAttributes, 'a JSON object whose values are strings', '') ?? [],
    limit: Math.min(
      optional(query, 'limit', parsePositive, 'a number of traces from 1', '') ?? defaultPageLimit,
      mostPageLimit,
    ),
  };
}

/**
 * Checks what Jaeger takes beside a trace's id: a time range that narrows its search and whether it may adjust spans.
 * Here a trace is found by its id alone and always given as it was received, so nothing follows from them.
 * @throws AppError 400 that names the parameter.
 */
export function checkTraceParameters(query: URLSearchParams): void {
  optional(query, 'startTime', parseRfc3339, 'an RFC 3339 time', '');
  optional(query, 'endTime', parseRfc3339, 'an RFC 3339 time', '');
  optional(query, 'rawTraces', parseGoBoolean, 'a boolean', '');
}

type Parse<T> = (value: string) => T | undefined;

function required<T>(query: URLSearchParams, name: string, parse: Parse<T>, expected: string): T {
  const value = optional(query, name, parse, expected);
  if (value === undefined) throw invalid(`query.${name} is required`);
  return value;
}

function optional<T>(
  query: URLSearchParams,
  name: string,
  parse: Parse<T>,
  expected: string,
  prefix = 'query.',
): T | undefined {
  const { parameter, value } = find(query, name, prefix);
  if (value === '') return undefined;
  const parsed = parse(value);
  if (parsed === undefined) {
    throw invalid(`malformed parameter ${parameter}: expected ${expected}, got ${JSON.stringify(value)}`);
  }
  return parsed;
}

function find(query: URLSearchParams, name: string, prefix = 'query.'): { parameter: string; value: string } {
  const camelCase = prefix + name;
  const snakeCase = prefix + name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
  const parameter = query.get(camelCase) ? camelCase : snakeCase;
  return { parameter, value: query.get(parameter) ?? '' };
}

function parseLimit(query: URLSearchParams): number {
  const limits = ['searchDepth', 'numTraces'].map(name =>
    optional(query, name, parsePositive, 'a number of traces from 1'),
  );
  return limits.find(limit => limit !== undefined) ?? defaultLimit;
}

function parsePositive(value: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(value) ? Number(value) : undefined;
}

function parseAttributes(value: string): [string, string][] | undefined {
  try {
    const entries = Object.entries(JSON.parse(value) as object);
    const isObject = value.trimStart().startsWith('{');
    return isObject && entries.every(([, text]) => typeof text === 'string') ? entries : undefined;
  } catch {
    return undefined;
  }
}
