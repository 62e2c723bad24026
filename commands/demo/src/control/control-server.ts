import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Shoppers } from '@spanshop/local/shoppers';
import { AppError } from '@spanshop/shared/errors';
import { behindDoor, refuse } from '@spanshop/shared/http/door';
import { z } from 'zod';
import type { ShopDescription } from './describe-shop.ts';

/** The longest that shoppers stay away without being asked again. */
const longestPauseMs = 120_000;
const largestBodyBytes = 1_000;
/** Whoever calls is on this machine, so that its request comes at once; others want the few connections. */
const requestTimeoutMs = 2_000;
const connectionsCheckingInterval = 500;

const pause = z.strictObject({ pausedForMs: z.number().int().min(1).max(longestPauseMs) });

export interface Controlled {
  describe(): ShopDescription;
  shoppers: Pick<Shoppers, 'pauseFor'>;
}

/**
 * What can be asked of the launcher, on loopback alone: `GET /` describes the shop; `PUT /shoppers {"pausedForMs": 30000}`
 * keeps shoppers away for so long, and whoever wants it longer asks again in time, so that nobody who dies leaves the shop
 * without them; `DELETE /shoppers` lets them in again. All answer with the description.
 */
export function createControlServer(controlled: Controlled, names: readonly string[] = []): Server {
  const listener = behindDoor({ names }, (request, response) => {
    answer(request, controlled).then(
      description => send(response, description),
      error => refuse(response, error instanceof AppError ? error : unreadable),
    );
  });
  const server = createServer({ requestTimeout: requestTimeoutMs, connectionsCheckingInterval }, listener);
  server.maxConnections = 20;
  return server;
}

/** @throws AppError for what cannot be asked */
async function answer(request: IncomingMessage, { describe, shoppers }: Controlled): Promise<ShopDescription> {
  switch (`${request.method} ${request.url}`) {
    case 'GET /':
      return describe();
    case 'PUT /shoppers': {
      const given = pause.safeParse(await readJson(request));
      if (!given.success) throw wrongPause;
      shoppers.pauseFor(given.data.pausedForMs);
      return describe();
    }
    case 'DELETE /shoppers':
      shoppers.pauseFor(0);
      return describe();
    default:
      throw nothingThere;
  }
}

const unreadable = new AppError({ status: 400, code: 'bad_request', detail: 'The request cannot be read.' });
const wrongPause = new AppError({
  status: 400,
  code: 'invalid_request',
  detail: `The body has to be {"pausedForMs": <1 to ${longestPauseMs}>}.`,
});
const nothingThere = new AppError({
  status: 404,
  code: 'not_found',
  detail: 'There are GET /, PUT /shoppers and DELETE /shoppers.',
});

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > largestBodyBytes) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, description: ShopDescription): void {
  response.writeHead(200, { 'content-type': 'application/json', connection: 'close' });
  response.end(JSON.stringify(description));
}
