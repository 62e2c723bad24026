import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LastHop {
  url: string;
  /** Bytes of header lines that the requests since the last reading brought, and the part that baggage has in them. */
  takeBytes(): { requests: number; headers: number; baggage: number };
  close(): void;
}

/** The end of the chain: answers at once and counts what reached it on the wire. */
export async function startLastHop(): Promise<LastHop> {
  let counted = { requests: 0, headers: 0, baggage: 0 };
  const server = createServer((request, response) => {
    counted.requests += 1;
    for (let i = 0; i < request.rawHeaders.length; i += 2) {
      const [name = '', value = ''] = request.rawHeaders.slice(i, i + 2);
      const bytes = Buffer.byteLength(`${name}: ${value}\r\n`);
      counted.headers += bytes;
      if (name.toLowerCase() === 'baggage') counted.baggage += bytes;
    }
    request.resume().on('end', () => response.setHeader('content-type', 'application/json').end('{}'));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    takeBytes() {
      const taken = counted;
      counted = { requests: 0, headers: 0, baggage: 0 };
      return taken;
    },
    close: () => server.close().closeAllConnections(),
  };
}
