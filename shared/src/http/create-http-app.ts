import express, { type Express, type RequestHandler, type Router } from 'express';
import { AppError } from '../errors/index.ts';
import type { Logger } from '../logging/index.ts';
import { admission } from './admission.ts';
import { type DeadlineOptions, deadline } from './deadline-header.ts';
import { errorHandler, noOptions, notFound } from './error-handler.ts';
import { type Health, healthRoutes } from './health.ts';

export interface HttpAppOptions extends Health {
  logger: Logger;
  deadline: DeadlineOptions;
  /** Requests that are worked on at once; more are refused with 503, probes excepted. */
  maxRequestsInFlight: number;
  /** What runs before the routes, in order. */
  before?: readonly RequestHandler[];
  routes: Router;
}

/** The largest request body, in bytes as the body parser counts them. */
const bodyLimit = '100kb';

/** The middleware that every service shares, around its own routes. It never listens. */
export function createHttpApp(options: HttpAppOptions): Express {
  const { logger, before = [], routes, ready } = options;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  for (const handler of before) app.use(handler);
  app.use(noOptions);
  app.use(healthRoutes({ ready }, logger));
  app.use(deadline(options.deadline), requireJson, express.json({ limit: bodyLimit }), stillThere);
  app.use(admission(options.maxRequestsInFlight), routes);
  app.use(notFound, errorHandler(logger));
  return app;
}

const requireJson: RequestHandler = (request, _response, next) => {
  const hasBody = request.get('transfer-encoding') !== undefined || Number(request.get('content-length') ?? 0) > 0;
  if (!hasBody || request.is('application/json')) return next();
  next(new AppError({ status: 415, code: 'unsupported_media_type', detail: 'The body must be application/json.' }));
};

/** Nothing is begun for a client that has left before its request could be read. */
const stillThere: RequestHandler = (_request, response, next) => {
  next(response.closed ? clientLeft : undefined);
};

const clientLeft = new AppError({ status: 499, code: 'client_left', detail: 'The client has left.' });
