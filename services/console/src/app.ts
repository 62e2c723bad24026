import { createHttpApp } from '@spanshop/shared/http';
import type { Logger } from '@spanshop/shared/logging';
import type { Service } from '@spanshop/shared/service';
import { Router } from 'express';
import { buildPagesOnce, pagesFolder } from './build-pages.ts';
import { createTraceBackend } from './clients/trace-backend.ts';
import type { Config } from './config.ts';
import { createPageToken, ownPagesOnly, securityHeaders } from './guard/index.ts';
import { pageRoutes } from './routes/pages.ts';
import { placeRoutes } from './routes/places.ts';
import { traceRoutes } from './routes/traces.ts';

/** A search of a full store takes its time. */
const timeoutMs = 20_000;

export async function createConsole(config: Config, logger: Logger): Promise<Service> {
  await buildPagesOnce(logger);
  const token = createPageToken();
  const traces = createTraceBackend(config.QUERY_URL, timeoutMs);
  const app = createHttpApp({
    logger,
    deadline: { timeoutMs, trustCaller: false },
    maxRequestsInFlight: config.MAX_REQUESTS_IN_FLIGHT,
    ready: async () => {},
    before: [securityHeaders, token.demand],
    routes: Router()
      .use('/api', ownPagesOnly)
      .use(placeRoutes(config), traceRoutes(traces), pageRoutes(pagesFolder, token.give)),
  });
  return { app, close: async () => {} };
}
