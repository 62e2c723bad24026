import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@spanshop/shared/errors';
import { validate } from '@spanshop/shared/http';
import { Router } from 'express';
import { z } from 'zod';
import type { TraceSummary } from '../contract.ts';
import { findLinking } from '../domain/find-linking.ts';
import { hasAttributes } from '../domain/has-attributes.ts';
import { summariseTrace } from '../domain/summarise-trace.ts';
import type { TraceBackend } from '../domain/trace-backend.ts';
import { searchQuery, toSearch, unixMs } from './search-query.ts';

const traceIdParameter = z.object({ traceId: z.string().regex(/^[0-9a-f]{1,32}$/i, 'expected up to 32 hex digits') });
const operationsQuery = z.object({ service: z.string() });
const linkingQuery = z.object({ from: unixMs, to: unixMs });

/** What the pages ask about traces. One trace is passed on as it is; of many, only what a list shows. */
export function traceRoutes(traces: TraceBackend): Router {
  return Router()
    .get('/api/services', async (_request, response) => {
      response.json([...(await traces.services())].sort());
    })
    .get('/api/operations', async (request, response) => {
      const { service } = validate(operationsQuery, request.query, 'query');
      response.json([...new Set(await traces.operations(service))].sort());
    })
    .get('/api/traces', async (request, response) => {
      const search = toSearch(validate(searchQuery, request.query, 'query'), Date.now());
      const summaries: TraceSummary[] = [];
      for await (const trace of traces.search(search)) {
        const summary = hasAttributes(trace, search.attributes ?? {}) ? summariseTrace(trace) : undefined;
        if (summary) summaries.push(summary);
      }
      response.json(summaries.sort((a, b) => b.startUnixMs - a.startUnixMs));
    })
    .get('/api/traces/:traceId', async (request, response) => {
      const { traceId } = validate(traceIdParameter, request.params, 'path');
      const body = await traces.openTrace(traceId.toLowerCase());
      if (!body) throw noSuchTrace;
      response.type('json');
      await pipeline(Readable.fromWeb(body), response);
    })
    .get('/api/traces/:traceId/linking', async (request, response) => {
      const { traceId } = validate(traceIdParameter, request.params, 'path');
      const { from, to } = validate(linkingQuery, request.query, 'query');
      const window = { fromUnixMs: from, toUnixMs: Math.max(to, from + 1) };
      response.json(await findLinking(traceId.toLowerCase(), window, traces.search));
    });
}

const noSuchTrace = new AppError({
  status: 404,
  code: 'no_such_trace',
  detail: 'The trace backend has no such trace: it never arrived, or made room for newer ones.',
});
