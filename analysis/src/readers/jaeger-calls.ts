import { isObject } from './json-shapes.ts';
import { UnreadableInputError } from './unreadable-input-error.ts';

/** What one and the same span has to be for its trace to be found; what is not said may be anything. */
export interface JaegerSearch {
  readonly service?: string;
  readonly operation?: string;
  readonly fromUnixMs: number;
  readonly toUnixMs: number;
  readonly minDurationMs?: number;
  readonly maxDurationMs?: number;
  /** Values as text; Jaeger takes `error` for the status. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** How many traces at most. */
  readonly limit: number;
}

/** Calls of Jaeger's query API v3, each with a deadline. Answers are JSON text; undefined when nothing was found. */
export interface JaegerCalls {
  services(): Promise<readonly string[]>;
  /** Names of what a service does, some of them more than once. */
  operations(service: string): Promise<readonly string[]>;
  search(search: JaegerSearch): Promise<string | undefined>;
  /** The same as it comes, for who does not want all of it in memory. It ends, in an error, when the signal aborts. */
  openSearch(search: JaegerSearch, signal?: AbortSignal): Promise<AsyncIterable<Uint8Array> | undefined>;
  trace(traceId: string): Promise<string | undefined>;
}

type Spelling = 'camel' | 'snake';

/**
 * Jaeger changed the spelling of its search parameters: newer ones want query.serviceName and query.searchDepth, 2.13 wants
 * query.service_name and query.num_traces. The newer is tried first; what was understood is kept.
 * @throws UnreadableInputError in one sentence when nobody answers, too late, or with an error.
 */
export function createJaegerCalls(baseUrl: string, deadlineMs: number): JaegerCalls {
  const base = baseUrl.replace(/\/+$/, '');
  let spelling: Spelling | undefined;

  const get = async (path: string, signal?: AbortSignal): Promise<Response> => {
    const deadline = AbortSignal.timeout(deadlineMs);
    try {
      return await fetch(base + path, {
        signal: signal ? AbortSignal.any([deadline, signal]) : deadline,
        headers: { accept: 'application/json' },
      });
    } catch (error) {
      throw new UnreadableInputError(whyNoAnswer(base, deadlineMs, error));
    }
  };
  const text = async (response: Response): Promise<string> => {
    try {
      return await response.text();
    } catch (error) {
      throw new UnreadableInputError(whyNoAnswer(base, deadlineMs, error));
    }
  };
  const found = async <T>(response: Response, read: (response: Response) => T): Promise<T | undefined> => {
    if (response.ok) return read(response);
    const body = await text(response);
    // Newer Jaegers answer 404 when nothing was found.
    if (response.status === 404) return undefined;
    throw new UnreadableInputError(`${base} answered ${response.status}: ${body.slice(0, 200).replace(/\s+/g, ' ')}`);
  };
  const ask = async (search: JaegerSearch, signal?: AbortSignal): Promise<Response> => {
    const path = (as: Spelling) => `/api/v3/traces?${searchParameters(as, search)}`;
    const response = await get(path(spelling ?? 'camel'), signal);
    const isRefused = response.status === 400 || response.status >= 500;
    if (spelling || !isRefused) {
      if (response.ok) spelling ??= 'camel';
      return response;
    }
    await response.body?.cancel();
    const second = await get(path('snake'), signal);
    if (second.ok || second.status === 404) spelling = 'snake';
    return second;
  };

  const list = async <Entry>(
    member: string,
    path: string,
    isEntry: (value: unknown) => value is Entry,
  ): Promise<readonly Entry[]> => {
    const entries = entriesFrom(await found(await get(path), text), member);
    if (!entries) throw new UnreadableInputError(`${base} does not answer as the query API v3 of Jaeger does.`);
    return entries.filter(isEntry);
  };

  return {
    services: () => list('services', '/api/v3/services', isText),
    async operations(service) {
      const path = `/api/v3/operations?${new URLSearchParams({ service })}`;
      return (await list('operations', path, isOperation)).map(({ name }) => name);
    },
    search: async search => found(await ask(search), text),
    openSearch: async (search, signal) => found(await ask(search, signal), ({ body }) => body ?? undefined),
    trace: async traceId => found(await get(`/api/v3/traces/${encodeURIComponent(traceId)}`), text),
  };
}

function searchParameters(spelling: Spelling, search: JaegerSearch): URLSearchParams {
  const { service, operation, minDurationMs, maxDurationMs, attributes } = search;
  const duration = (ms: number | undefined) => (ms === undefined ? undefined : `${ms}ms`);
  const parameters = {
    serviceName: service,
    operationName: operation,
    startTimeMin: new Date(search.fromUnixMs).toISOString(),
    startTimeMax: new Date(search.toUnixMs).toISOString(),
    durationMin: duration(minDurationMs),
    durationMax: duration(maxDurationMs),
    attributes: attributes && JSON.stringify(attributes),
    [spelling === 'camel' ? 'searchDepth' : 'numTraces']: String(search.limit),
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) query.set(`query.${spelling === 'camel' ? name : inSnakeCase(name)}`, value);
  }
  return query;
}

function inSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isOperation(value: unknown): value is { readonly name: string } {
  return isObject(value) && isText(value['name']);
}

/** Undefined for what is no such answer; Jaeger leaves an empty list out. */
function entriesFrom(body: string | undefined, member: string): readonly unknown[] | undefined {
  if (body === undefined) return [];
  try {
    const entries: unknown = JSON.parse(body)?.[member] ?? [];
    return Array.isArray(entries) ? entries : undefined;
  } catch {
    return undefined;
  }
}

function whyNoAnswer(base: string, deadlineMs: number, error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `${base} did not answer within ${deadlineMs} ms.`;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
  return `Nothing answers at ${base}: ${cause || 'the connection was refused'}.`;
}
