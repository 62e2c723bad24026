import { UnreadableInputError } from './unreadable-input-error.ts';

/** Calls of Jaeger's query API v3, each with a deadline. Answers are JSON text; undefined when nothing was found. */
export interface JaegerCalls {
  services(): Promise<readonly string[]>;
  search(service: string, fromUnixMs: number, toUnixMs: number, limit: number): Promise<string | undefined>;
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

  const get = async (path: string): Promise<Response> => {
    try {
      return await fetch(base + path, {
        signal: AbortSignal.timeout(deadlineMs),
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
  const found = async (response: Response): Promise<string | undefined> => {
    const body = await text(response);
    // Newer Jaegers answer 404 when nothing was found.
    if (response.status === 404) return undefined;
    if (response.ok) return body;
    throw new UnreadableInputError(`${base} answered ${response.status}: ${body.slice(0, 200).replace(/\s+/g, ' ')}`);
  };

  return {
    async services() {
      const body = await found(await get('/api/v3/services'));
      const services = servicesFrom(body);
      if (!services) throw new UnreadableInputError(`${base} does not answer as the query API v3 of Jaeger does.`);
      return services;
    },
    async search(service, fromUnixMs, toUnixMs, limit) {
      const path = (as: Spelling) => `/api/v3/traces?${searchParameters(as, service, fromUnixMs, toUnixMs, limit)}`;
      const response = await get(path(spelling ?? 'camel'));
      const isRefused = response.status === 400 || response.status >= 500;
      if (spelling || !isRefused) {
        const body = await found(response);
        if (body !== undefined) spelling ??= 'camel';
        return body;
      }
      await response.body?.cancel();
      const body = await found(await get(path('snake')));
      spelling = 'snake';
      return body;
    },
    trace: async traceId => found(await get(`/api/v3/traces/${encodeURIComponent(traceId)}`)),
  };
}

function searchParameters(
  spelling: Spelling,
  service: string,
  fromUnixMs: number,
  toUnixMs: number,
  limit: number,
): URLSearchParams {
  const from = new Date(fromUnixMs).toISOString();
  const to = new Date(toUnixMs).toISOString();
  if (spelling === 'camel') {
    return new URLSearchParams({
      'query.serviceName': service,
      'query.startTimeMin': from,
      'query.startTimeMax': to,
      'query.searchDepth': String(limit),
    });
  }
  return new URLSearchParams({
    'query.service_name': service,
    'query.start_time_min': from,
    'query.start_time_max': to,
    'query.num_traces': String(limit),
  });
}

function servicesFrom(body: string | undefined): readonly string[] | undefined {
  if (body === undefined) return [];
  try {
    const services: unknown = JSON.parse(body)?.services;
    if (services === undefined || services === null) return [];
    return Array.isArray(services) ? services.filter(service => typeof service === 'string') : undefined;
  } catch {
    return undefined;
  }
}

function whyNoAnswer(base: string, deadlineMs: number, error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `${base} did not answer within ${deadlineMs} ms.`;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
  return `Nothing answers at ${base}: ${cause || 'the connection was refused'}.`;
}
