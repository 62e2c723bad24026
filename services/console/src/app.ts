import { createHttpApp } from '@spanshop/shared/http';
import type { Logger } from '@spanshop/shared/logging';
import type { Service } from '@spanshop/shared/service';
import type { Config } from './config.ts';
import { homeRoutes } from './routes/home.ts';

export async function createConsole(config: Config, logger: Logger): Promise<Service> {
  const app = createHttpApp({
    logger,
    deadline: { timeoutMs: 5_000, trustCaller: false },
    maxRequestsInFlight: config.MAX_REQUESTS_IN_FLIGHT,
    ready: async () => {},
    routes: homeRoutes(),
  });
  return { app, close: async () => {} };
}
