import '../../src/telemetry/hook.mjs';
import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { context, propagation, SpanKind, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, type ReadableSpan } from '@opentelemetry/sdk-trace';

/** What became of one request that a traced service answered by calling a peer. */
export interface Relayed {
  /** The relaying service's own status. */
  readonly status: number;
  /** The propagation headers that reached the peer, each as often as it was sent. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The CLIENT span of the call to the peer. */
  readonly clientSpans: readonly ReadableSpan[];
}

export interface TracedRelay {
  /** Sends header lines exactly as given; the path `/outside` makes the relay call an outside party. */
  send(path: '/inside' | '/outside', headerLines: readonly string[]): Promise<Relayed>;
  close(): void;
}

/** Two real HTTP servers in this process under the shared telemetry: a relay that calls a peer. One for each process. */
export async function startTracedRelay({ trustBoundary }: { trustBoundary: boolean }): Promise<TracedRelay> {
  const exporter = new InMemorySpanExporter();
  const { startTelemetry } = await import('../../src/telemetry/start-telemetry.ts');
  startTelemetry({ name: '@spanshop/relay', version: '0.0.0', trustBoundary }, {}, exporter);
  const { withoutPropagation } = await import('../../src/telemetry/propagation/index.ts');
  const { createServer, get } = await import('node:http');

  let received: readonly string[] = [];
  const peer = await listen((request, response) => {
    received = request.rawHeaders;
    response.end();
  });
  const relay = await listen((request, response) => {
    const active = propagation.setBaggage(context.active(), insideBaggage(request.url));
    const calling = request.url === '/outside' ? withoutPropagation(active) : active;
    context.with(calling, () => get({ port: portOf(peer), agent: false }, answer => answer.pipe(response)));
  });

  async function listen(listener: RequestListener): Promise<Server> {
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
      const clientSpans = exporter.getFinishedSpans().filter(span => span.kind === SpanKind.CLIENT);
      return { status, headers: propagationHeaders(received), clientSpans };
    },
    close() {
      relay.close();
      peer.close();
      trace.disable();
    },
  };
}
