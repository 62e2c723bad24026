import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SentenceError } from '@spanshop/shared/errors';
import { behindDoor } from '@spanshop/shared/http/door';

export interface Listening {
  server: Server;
  url: string;
}

/** Longer than exporters and readers pause, so that a connection is not closed under a request on its way. */
const keepAliveTimeoutMs = 65_000;

/** Of exporters and readers together; each may hold an answer that it takes slowly. */
const largestConnectionCount = 200;

/** How long requests in flight may take to finish when the process is told to stop. */
const closeDeadlineMs = 2_000;

export interface ListenOptions {
  host: string;
  /** What it is called beside `localhost` and its addresses; none when not given. */
  names?: readonly string[];
  /** 0 takes a free one. */
  port: number;
  /** How long a request may take to come whole, and an answer to be taken on at all; 30,000 when not given. */
  patienceMs?: number;
}

/**
 * Listens on a port, for programs that call it by `localhost`, an IP address or one of its names. A connection is closed when its request does not come whole in time, or when nothing moves on it
 * while it should: a peer that holds what it has started costs memory.
 * @throws SentenceError that says why it cannot, such as that the port is taken.
 */
export async function listen(
  listener: RequestListener,
  { host, names = [], port, patienceMs = 30_000 }: ListenOptions,
): Promise<Listening> {
  const server = createServer(
    {
      keepAliveTimeout: keepAliveTimeoutMs,
      requestTimeout: patienceMs,
      connectionsCheckingInterval: Math.min(5_000, patienceMs / 2),
    },
    behindDoor({ names }, listener),
  );
  server.timeout = patienceMs;
  server.maxConnections = largestConnectionCount;
  await new Promise<void>((resolve, reject) => {
    server.once('error', error => reject(explain(error, host, port)));
    server.listen(port, host, resolve);
  });
  const { port: actualPort } = server.address() as AddressInfo;
  return { server, url: `http://${host.includes(':') ? `[${host}]` : host}:${actualPort}` };
}

/** Stops accepting, lets requests in flight finish within 2 s, and cuts off what is left. */
export async function closeAll(listening: Listening[]): Promise<void> {
  const deadline = setTimeout(() => {
    for (const { server } of listening) server.closeAllConnections();
  }, closeDeadlineMs);
  await Promise.all(listening.map(({ server }) => new Promise(resolve => server.close(resolve))));
  clearTimeout(deadline);
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const reasons: Record<string, string> = {
    EADDRINUSE: 'another process listens there',
    EACCES: 'this user may not listen there',
    EADDRNOTAVAIL: 'this machine has no such address',
    ENOTFOUND: 'the host is not known',
  };
  const reason = reasons[error.code ?? ''] ?? error.message;
  return new SentenceError(`cannot listen on ${host} port ${port}: ${reason}`, { cause: error });
}
