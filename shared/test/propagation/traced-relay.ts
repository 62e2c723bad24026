import '../../src/telemetry/hook.mjs';
import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { context, SpanKind } from '@opentelemetry/api';
import { InMemorySpanExporter, type ReadableSpan } from '@opentelemetry/sdk-trace';

/** What became of one request that the relay answered by calling its peer. */
export interface Relayed {
  /** The relay's own status. */
  readonly status: number;
  /** The propagation headers that reached the peer, by name; several of one name are joined with ` | `. */
  readonly headers: Readonly<Record<string, string>>;
  /** The CLIENT spans of the call to the peer. */
  readonly clientSpans: readonly ReadableSpan[];
}

export interface TracedRelay {
  /** Sends header lines exactly as given; on the path `/outside` the relay treats its peer as an outside party. */
  send(path: '/inside' | '/outside', headerLines: readonly string[]): Promise<Relayed>;
  close(): void;
}

const propagationHeaders = /^(?:traceparent|tracestate|baggage)$/i;

/** Two real HTTP servers under the shared telemetry: a relay and the peer that it calls. At most one in a process. */
export async function startTracedRelay(options: { readonly trustBoundary: boolean }): Promise<TracedRelay> {
  const exporter = new InMemorySpanExporter();
  const { startTelemetry } = await import('../../src/telemetry/start-telemetry.ts');
  startTelemetry({ name: '@spanshop/relay', version: '0.0.0', ...options }, {}, exporter);
  const { withoutPropagation } = await import('../../src/telemetry/manual/outgoing-call.ts');
  const { createServer, get } = await import('node:http');

  let headers: Record<string, string> = {};
  const peer = await listening((request, response) => {
    headers = {};
    for (const [name, values = []] of Object.entries(request.headersDistinct)) {
      if (propagationHeaders.test(name)) headers[name] = values.join(' | ');
    }
    response.end();
  });
  const relay = await listening((request, response) => {
    const calling = request.url === '/outside' ? withoutPropagation(context.active()) : context.active();
    context.with(calling, () => get({ port: portOf(peer), agent: false }, answer => answer.pipe(response)));
  });

  async function listening(listener: RequestListener): Promise<Server> {
    const server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return server;
  }

  return {
    async send(path, headerLines) {
      exporter.reset();
      const socket = connect(portOf(relay), '127.0.0.1');
      socket.write([`GET ${path} HTTP/1.1`, 'Host: relay', 'Connection: close', ...headerLines, '', ''].join('\r\n'));
      const status = Number((await text(socket)).split(' ')[1]);
      return {
        status,
        headers,
        clientSpans: exporter.getFinishedSpans().filter(span => span.kind === SpanKind.CLIENT),
      };
    },
    close() {
      relay.close();
      peer.close();
    },
  };
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
