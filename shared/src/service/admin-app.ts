import express, { type Express, Router } from 'express';
import { AppError } from '../errors/index.ts';
import { type Faults, noFaults } from '../faults/index.ts';
import { admission, errorHandler, noOptions, notFound } from '../http/index.ts';
import type { Logger } from '../logging/index.ts';
import { telemetryRuntime } from '../telemetry/index.ts';

const maxRequestsInFlight = 200;

/** What operators use, on a port of its own that is bound to loopback: metrics, the state of lab mode, the service's own routes. */
export function createAdminApp(
  logger: Logger,
  routes: Router = Router(),
  faults: Pick<Faults, 'state'> = noFaults,
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(noOptions);
  app.get('/metrics', (request, response, next) => {
    const runtime = telemetryRuntime();
    if (runtime) runtime.metricsHandler(request, response);
    else next(new AppError({ status: 404, code: 'not_instrumented', detail: 'This service is not instrumented.' }));
  });
  app.get('/lab', (_request, response) => void response.json(faults.state()));
  app.use(express.json({ limit: '10kb' }), admission(maxRequestsInFlight), routes, notFound, errorHandler(logger));
  return app;
}
