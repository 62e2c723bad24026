import { Router } from 'express';
import { AppError } from '../errors/index.ts';
import type { Logger } from '../logging/index.ts';
import { sendProblem } from './send-problem.ts';

export interface Health {
  /** Resolves while the service's own dependencies (never its peers) are in order. */
  ready: () => Promise<void>;
}

const notReady = new AppError({ status: 503, code: 'not_ready', detail: 'The service cannot do its work.' });

/** `/healthz`: the process is alive. `/readyz`: it can do its work; 503 while it cannot, and the log says why. */
export function healthRoutes({ ready }: Health, logger: Logger): Router {
  return Router()
    .get('/healthz', (_request, response) => {
      response.json({ status: 'alive' });
    })
    .get('/readyz', async (_request, response) => {
      try {
        await ready();
        response.json({ status: 'ready' });
      } catch (error) {
        logger.warn({ err: error }, 'not ready');
        sendProblem(response, notReady);
      }
    });
}
