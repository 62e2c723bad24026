import type { ErrorRequestHandler, RequestHandler } from 'express';
import { abandonment } from '../deadline/index.ts';
import { AppError, toAppError } from '../errors/index.ts';
import type { Logger } from '../logging/index.ts';
import { activeSpan } from '../telemetry/index.ts';
import { sendProblem } from './send-problem.ts';

/** Answers 404 for what no route took. */
export const notFound: RequestHandler = (request, _response, next) => {
  next(
    new AppError({ status: 404, code: 'not_found', detail: `There is nothing at ${request.method} ${request.path}.` }),
  );
};

/** Express itself would answer OPTIONS with a list of methods, in plain text. */
export const noOptions: RequestHandler = (request, response, next) => {
  if (request.method === 'OPTIONS') notFound(request, response, next);
  else next();
};

/** The one place where an error becomes a response: a problem document, a log line and, for a 5xx, an exception on the span. */
export function errorHandler(logger: Logger): ErrorRequestHandler {
  return (thrown, request, response, _next) => {
    const error = toAppError(thrown);
    const entry = { code: error.code, status: error.status, method: request.method, path: request.path };
    // What a reader no longer waits for ends in an error, which is nobody's fault.
    if (error.isRefusal || abandonment()?.aborted) {
      logger.debug(entry, error.message);
    } else {
      activeSpan()?.recordException(error);
      logger.error({ ...entry, err: error }, 'request failed');
    }
    if (response.headersSent) {
      // Too late for a problem: the caller has to see that the answer is not whole.
      response.destroy(error);
      return;
    }
    sendProblem(response, error);
  };
}
