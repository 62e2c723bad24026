import type { Attribute, ResourceSpansJson, SpanJson } from './otlp-json.ts';

export interface Backend {
  otlpUrl: string;
  queryUrl: string;
}
/** A span with what its ResourceSpans and ScopeSpans say, ready to be compared. */
export interface FoundSpan {
  resource: object;
  scope: object;
  span: SpanJson;
}
export interface QueryAnswer {
  status: number;
  body: string;
}
export type Search = Partial<Record<keyof typeof snakeCase, string>>;
export type Spelling = 'camelCase' | 'snake_case';

const snakeCase = {
  serviceName: 'service_name',
  operationName: 'operation_name',
  startTimeMin: 'start_time_min',
  startTimeMax: 'start_time_max',
  durationMin: 'duration_min',
  durationMax: 'duration_max',
  searchDepth: 'num_traces',
  rawTraces: 'raw_traces',
  attributes: 'attributes',
};

export async function get(queryUrl: string, path: string): Promise<QueryAnswer> {
  const response = await fetch(queryUrl + path);
  return { status: response.status, body: await response.text() };
}

/** The spelling of parameters that a backend wants: older Jaegers do not see the times of the newer spelling. */
export async function detectSpelling(queryUrl: string): Promise<Spelling> {
  const { status } = await get(queryUrl, `/api/v3/traces?${toQuery(withDefaults({}), 'camelCase')}`);
  return status === 400 ? 'snake_case' : 'camelCase';
}

/** Searches the last hour for spans as they were received, 100 traces at most, unless `search` says otherwise. */
export function search(queryUrl: string, spelling: Spelling, given: Search): Promise<QueryAnswer> {
  return get(queryUrl, `/api/v3/traces?${toQuery(withDefaults(given), spelling)}`);
}

function withDefaults(given: Search): Search {
  const hourMs = 3_600_000;
  return {
    startTimeMin: new Date(Date.now() - hourMs).toISOString(),
    startTimeMax: new Date(Date.now() + hourMs).toISOString(),
    searchDepth: '100',
    rawTraces: 'true',
    ...given,
  };
}

function toQuery(parameters: Search, spelling: Spelling): URLSearchParams {
  const entries = Object.entries(parameters).map(([name, value]) => {
    const spelled = spelling === 'camelCase' ? name : snakeCase[name as keyof typeof snakeCase];
    return [`query.${spelled}`, value] as [string, string];
  });
  return new URLSearchParams(entries);
}

/** The spans of an answer by span id, attributes by key; empty when nothing was found. Reads lines of JSON as well. */
export function spansOf({ status, body }: QueryAnswer): FoundSpan[] {
  if (status === 404) return [];
  const groups = parseDocuments(body).flatMap(({ result }) => result.resourceSpans);
  return normalise(groups);
}

/** The ids of the traces of an answer, sorted. */
export function traceIdsOf(answer: QueryAnswer): string[] {
  return [...new Set(spansOf(answer).map(({ span }) => span.traceId))].sort();
}

/**
 * What `spansOf` would give for these groups. Schema addresses are left out: Jaeger's memory store loses them. A scope
 * without spans is what Jaeger leaves of one whose spans were all duplicates.
 */
export function normalise(groups: ResourceSpansJson[]): FoundSpan[] {
  const found = groups.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ scope, spans = [] }) =>
      spans.map(span => ({
        resource: sortAttributes(resource),
        scope: sortAttributes(scope),
        span: sortAttributes(span),
      })),
    ),
  );
  return found.sort((a, b) => (a.span.spanId < b.span.spanId ? -1 : 1));
}

function parseDocuments(body: string): { result: { resourceSpans: ResourceSpansJson[] } }[] {
  try {
    return [JSON.parse(body)];
  } catch {
    return body
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line));
  }
}

function sortAttributes<T extends object>(part: T & { attributes?: Attribute[] }): T {
  if (part.attributes === undefined) return part;
  return { ...part, attributes: part.attributes.toSorted((a, b) => (a.key < b.key ? -1 : 1)) };
}
