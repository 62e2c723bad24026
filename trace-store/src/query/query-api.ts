import type { RequestListener, ServerResponse } from 'node:http';
import { type AppError, toAppError } from '@spanshop/shared/errors';
import { invalid, messageFor, methodNotAllowed, notFound } from '../http/refusals.ts';
import type { SpanStore } from '../store/span-store.ts';
import { listOperations, listServices } from './listings.ts';
import { sendSearchPage } from './pages/search-page.ts';
import { sendTracePage } from './pages/trace-page.ts';
import { findTraces } from './search.ts';
import { checkTraceParameters, parseSearch } from './search-parameters.ts';
import { sendTraces } from './send-traces.ts';
import { parseTraceId } from './trace-id.ts';

type Route = (response: ServerResponse, query: URLSearchParams) => void | Promise<void>;

/**
 * The subset of Jaeger's query API v3 that the shop reads, `/healthz`, `/stats`, and plain pages at the addresses of
 * Jaeger's own (`/trace/<id>`, `/search`), so that links lead to something. Errors have Jaeger's shape,
 * `{"error":{"httpCode":404,"message":"No traces found"}}`.
 * @param stats what `/stats` answers.
 */
export function createQueryApi(store: SpanStore, stats: () => object): RequestListener {
  const routes = new Map<string, Route>([
    ['/', (response, query) => sendSearchPage(response, store, query)],
    ['/search', (response, query) => sendSearchPage(response, store, query)],
    ['/healthz', response => sendJson(response, 200, { status: 'ok' })],
    ['/stats', response => sendJson(response, 200, stats())],
    ['/api/v3/services', response => sendJson(response, 200, listServices(store))],
    ['/api/v3/operations', (response, query) => sendJson(response, 200, listOperations(store, query))],
    ['/api/v3/traces', (response, query) => sendTraces(response, findTraces(store, parseSearch(query)))],
  ]);

  function sendTrace(id: string): Route {
    return (response, query) => {
      checkTraceParameters(query);
      const trace = store.get(parseTraceId(id));
      return sendTraces(response, (trace === undefined ? [] : [trace]).values());
    };
  }

  function showTrace(id: string): Route {
    return response => sendTracePage(response, store.get(parseTraceId(id)));
  }

  async function answer(method: string, target: string, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = URL.parse(target, 'http://localhost') ?? notAnAddress(target);
    const [, place, traceId] = /^\/(api\/v3\/traces|trace)\/([^/]+)$/.exec(pathname) ?? [];
    const route =
      traceId === undefined ? routes.get(pathname) : place === 'trace' ? showTrace(traceId) : sendTrace(traceId);
    if (route === undefined) throw notFound('not found');
    if (method !== 'GET') throw methodNotAllowed('GET', 'this API is read with GET');
    await route(response, searchParams);
  }

  return ({ method = '', url = '/' }, response) => {
    answer(method, url, response).catch(error => refuse(response, toAppError(error)));
  };
}

function notAnAddress(target: string): never {
  throw invalid(`malformed address ${JSON.stringify(target)}`);
}

function refuse(response: ServerResponse, error: AppError): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  response.setHeaders(new Map(Object.entries(error.headers)));
  sendJson(response, error.status, { error: { httpCode: error.status, message: messageFor(error) } });
}

function sendJson(response: ServerResponse, status: number, value: object): void {
  const body = `${JSON.stringify(value)}\n`;
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
