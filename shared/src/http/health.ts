import { Router } from 'express';
import type { Logger } from '../logging/index.ts';

export interface Health {
  /** Resolves while the service's own dependencies (never its peers) are in order. */
  ready: () => Promise<void>;
}

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
        response.status(503).json({ status: 'not ready' });
      }
    });
}
