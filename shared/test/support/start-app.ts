import type { Server } from 'node:http';
import {
  closeServer,
  createHttpApp,
  type DeadlineOptions,
  type ListenOptions,
  listen,
  portOf,
} from '@spanshop/shared/http';
import { silentLogger } from '@spanshop/shared/testing';
import type { RequestHandler, Router } from 'express';

export interface StartedApp {
  server: Server;
  url: string;
  port: number;
  close(): Promise<void>;
}

interface Settings extends Partial<Pick<ListenOptions, 'door' | 'requestTimeoutMs'>> {
  maxRequestsInFlight?: number;
  deadline?: DeadlineOptions;
  before?: readonly RequestHandler[];
  ready?: () => Promise<void>;
}

/** Routes under the middleware that every service shares, listening on a free port. */
export async function startApp(routes: Router, settings: Settings = {}): Promise<StartedApp> {
  const app = createHttpApp({
    logger: silentLogger(),
    deadline: settings.deadline ?? { timeoutMs: 2_000, trustCaller: true },
    maxRequestsInFlight: settings.maxRequestsInFlight ?? 200,
    before: settings.before ?? [],
    ready: settings.ready ?? (async () => {}),
    routes,
  });
  const { door = {}, requestTimeoutMs = 30_000 } = settings;
  const server = await listen(app, { host: '127.0.0.1', port: 0, door, requestTimeoutMs });
  return {
    server,
    url: `http://127.0.0.1:${portOf(server)}`,
    port: portOf(server),
    async close() {
      server.closeAllConnections();
      await closeServer(server);
    },
  };
}
