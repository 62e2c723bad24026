import { createHttpApp } from '@spanshop/shared/http';
import type { Logger } from '@spanshop/shared/logging';
import type { Service } from '@spanshop/shared/service';
import type { Config } from './config.ts';
import { homeRoutes } from './routes/home.ts';

export async function createConsole(_config: Config, logger: Logger): Promise<Service> {
  const app = createHttpApp({
    logger,
    deadline: { timeoutMs: 5_000, trustCaller: false },
    ready: async () => {},
    routes: homeRoutes(),
  });
  return { app, close: async () => {} };
}
