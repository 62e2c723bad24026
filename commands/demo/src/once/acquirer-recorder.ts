import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
  request as send,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { behindDoor } from '@spanshop/shared/http/door';

/** What reached the acquirer, an outside party. */
export interface AcquirerRecorder {
  url: string;
  received: readonly { method: string; path: string; headers: IncomingHttpHeaders }[];
  close(): void;
}

/** Stands in front of the acquirer, notes the headers of each request and hands it on byte by byte. Not instrumented. */
export async function startAcquirerRecorder(acquirerUrl: string): Promise<AcquirerRecorder> {
  const received: { method: string; path: string; headers: IncomingHttpHeaders }[] = [];
  const recorder = behindDoor({ inside: true }, (request, response) => {
    received.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers });
    handOn(request, response, acquirerUrl);
  });
  const server = createServer(recorder);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function handOn(request: IncomingMessage, response: ServerResponse, acquirerUrl: string): void {
  const { method, headers, url = '/' } = request;
  // A connection of its own, since the agent that all share may have been told to ask a proxy.
  const onward = send(new URL(url, acquirerUrl), { method, headers, agent: false }, answer => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}
