import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { leaveUntraced } from '../telemetry/index.ts';
import { answerClientError, largestHeaderBytes } from './client-error.ts';
import { rememberSockets } from './close-server.ts';
import { isRefused } from './connections.ts';
import { createEntrance, type EntranceOptions, type HttpHandler } from './entrance.ts';

export interface ListenOptions extends EntranceOptions {
  host: string;
  port: number;
  /** How long a request may take to come whole, in milliseconds; default 30,000. It is refused a second later at most. */
  requestTimeoutMs?: number;
}

/** Longer than any client's idle timeout, so that a reused connection is never closed under a request. */
const keepAliveTimeoutMs = 65_000;

/** How long nothing may be sent or taken on a connection that has a request; longer than any request is worked on. */
const stalledAfterMs = 30_000;

const checksPerTimeout = 30;

/** Each may be idle, or hold the few answers that it does not take. */
const largestConnectionCount = 1_000;

/**
 * Starts an HTTP server that lets in who may come, bounds what it works on, keeps connections alive and answers problem
 * documents even to what Node itself refuses.
 *
 * @throws Error with one sentence when the port is taken
 */
export async function listen(app: HttpHandler, options: ListenOptions): Promise<Server> {
  const { host, port, requestTimeoutMs = 30_000 } = options;
  const settings = {
    keepAlive: true,
    maxHeaderSize: largestHeaderBytes,
    requireHostHeader: false,
    requestTimeout: requestTimeoutMs,
    connectionsCheckingInterval: Math.ceil(requestTimeoutMs / checksPerTimeout),
  };
  const entrance = createEntrance(app, options);
  const server = createServer(settings, entrance.handle);
  server.keepAliveTimeout = keepAliveTimeoutMs;
  server.timeout = stalledAfterMs;
  server.maxConnections = largestConnectionCount;
  rememberSockets(server);
  server.on('connection', socket => leaveUntraced(socket, request => isRefused(socket) || entrance.isProbe(request)));
  server.on('clientError', answerClientError);
  // Node would answer an unknown Expect header, and a missing Host, with an empty 417 or 400 before anything is traced.
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    server.emit('request', request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const inUse = error.code === 'EADDRINUSE';
      reject(inUse ? new Error(`port ${port} on ${host} is already in use`, { cause: error }) : error);
    });
    server.listen(port, host, resolve);
  });
  return server;
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
