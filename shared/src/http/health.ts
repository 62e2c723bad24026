import { Router } from 'express';
import { oneAtATime } from '../deadline/index.ts';
import { AppError } from '../errors/index.ts';
import type { Logger } from '../logging/index.ts';
import { sendProblem } from './send-problem.ts';

export interface Health {
  /** Resolves while the service's own dependencies (never its peers) are in order. */
  ready: () => Promise<void>;
}

const notReady = new AppError({ status: 503, code: 'not_ready', detail: 'The service cannot do its work.' });

/**
 * `/healthz`: the process is alive. `/readyz`: it can do its work; 503 while it cannot, and the log says why. Probes are
 * answered in any load, so those that come at once share one look: each would take a connection of the pool from the work.
 */
export function healthRoutes({ ready }: Health, logger: Logger): Router {
  const look = oneAtATime(async () => {
    try {
      await ready();
      return true;
    } catch (error) {
      logger.warn({ err: error }, 'not ready');
      return false;
    }
  });
  return Router()
    .get('/healthz', (_request, response) => {
      response.json({ status: 'alive' });
    })
    .get('/readyz', async (_request, response) => {
      if (await look()) response.json({ status: 'ready' });
      else sendProblem(response, notReady);
    });
}
