import { setTimeout as sleep } from 'node:timers/promises';
import { context, propagation, trace } from '@opentelemetry/api';
import { serviceConfig } from '@spanshop/shared/config';
import { createHttpApp } from '@spanshop/shared/http';
import { runService } from '@spanshop/shared/service';
import { inSpan } from '@spanshop/shared/telemetry';
import { Router } from 'express';

/** A service with nothing but telemetry, for tests that watch a whole process from outside. */
const tracer = trace.getTracer('@spanshop/traced-service');
const routes = Router()
  .get('/work', async (request, response) => {
    await inSpan(tracer, 'work', {}, () => sleep(Number(request.query['ms'] ?? 0)));
    response.json({ traceId: trace.getActiveSpan()?.spanContext().traceId });
  })
  .get('/headers', (_request, response) => {
    const headers = {};
    propagation.inject(context.active(), headers);
    response.json(headers);
  });

await runService({
  name: 'traced',
  config: serviceConfig,
  create: async (config, logger) => ({
    app: createHttpApp({
      logger,
      deadline: { timeoutMs: 10_000, trustCaller: false },
      maxRequestsInFlight: config.MAX_REQUESTS_IN_FLIGHT,
      ready: async () => {},
      routes,
    }),
    close: async () => {},
  }),
});
