import { context, propagation, trace } from '@opentelemetry/api';
import { databaseConfig, peerUrl, serviceConfig } from '@spanshop/shared/config';
import { createPool } from '@spanshop/shared/database';
import { createHttpApp, createHttpClient } from '@spanshop/shared/http';
import { runService } from '@spanshop/shared/service';
import { inSpan } from '@spanshop/shared/telemetry';
import { Router } from 'express';
import { z } from 'zod';

/** A service at the trust boundary that does a little of everything that refinements of telemetry are about. */
const tracer = trace.getTracer('@spanshop/edge-service');

await runService({
  name: 'edge',
  config: serviceConfig.extend({ ...databaseConfig.shape, OUTSIDE_URL: peerUrl }),
  create: async ({ DATABASE_URL, OUTSIDE_URL, MAX_REQUESTS_IN_FLIGHT }, logger) => {
    const pool = createPool({ url: DATABASE_URL, size: 2, logger });
    const outside = createHttpClient({ peer: 'outside', baseUrl: OUTSIDE_URL, timeoutMs: 5_000, external: true });
    const routes = Router()
      .get('/work', async (_request, response) => {
        await inSpan(tracer, 'work', {}, async () => {});
        response.json({});
      })
      .get('/everything', async (request, response) => {
        const itself = createHttpClient({ peer: 'edge', baseUrl: `http://${request.headers.host}`, timeoutMs: 5_000 });
        await itself.call({ method: 'GET', path: '/work', response: z.unknown() }).finally(itself.close);
        await outside.call({ method: 'GET', path: '/anything', response: z.unknown() });
        await pool.query('SELECT 1');
        await pool.query('SELECT * FROM public.nothing').catch(() => {});
        const injected = {};
        propagation.inject(context.active(), injected);
        const isRequestBound = Object.hasOwn(request, 'addListener');
        response.json({ traceId: trace.getActiveSpan()?.spanContext().traceId, injected, isRequestBound });
      })
      .get('/half', (_request, response) => void response.write('half of it'));
    return {
      app: createHttpApp({
        logger,
        deadline: { timeoutMs: 10_000, trustCaller: false },
        maxRequestsInFlight: MAX_REQUESTS_IN_FLIGHT,
        ready: async () => {},
        routes,
      }),
      async close() {
        outside.close();
        await pool.end();
      },
    };
  },
});
