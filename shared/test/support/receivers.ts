import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ReceivedSpan {
  service: string;
  traceId: string;
  id: string;
  parentId: string;
  name: string;
}

/** A span with what only some receivers keep of it. */
export interface StoredSpan extends ReceivedSpan {
  startUnixNano: bigint;
  attributes: Readonly<Record<string, unknown>>;
}

export interface Receiver {
  /** What an exporter's endpoint variable is to be set to. */
  endpoint: string;
  /** Everything received so far. */
  spans(): Promise<ReceivedSpan[]>;
  close(): Promise<void>;
}

export interface TraceStore extends Receiver {
  queryUrl: string;
  spans(): Promise<StoredSpan[]>;
}

/** Waits until a receiver has so many spans, or one of a kind, and gives all that it has. */
export async function received(
  receiver: Receiver,
  awaited: number | ((span: ReceivedSpan) => boolean),
  timeoutMs = 8_000,
): Promise<ReceivedSpan[]> {
  const giveUpAt = performance.now() + timeoutMs;
  const isThere = (spans: ReceivedSpan[]) =>
    typeof awaited === 'number' ? spans.length >= awaited : spans.some(awaited);
  for (;;) {
    const spans = await receiver.spans();
    if (isThere(spans)) return spans;
    if (performance.now() > giveUpAt)
      throw new Error(`${spans.length} spans came, and not what was awaited: ${awaited}`);
    await sleep(50);
  }
}

/** A real trace-store in a process of its own. */
export async function startTraceStore(): Promise<TraceStore> {
  const server = join(import.meta.dirname, '../../../trace-store/src/server.ts');
  const child = spawn(process.execPath, [server], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TRACE_STORE_OTLP_PORT: '0', TRACE_STORE_QUERY_PORT: '0' },
  });
  const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  const { otlpUrl, queryUrl } = JSON.parse(line) as { otlpUrl: string; queryUrl: string };
  return {
    endpoint: otlpUrl,
    queryUrl,
    async spans() {
      const { services } = (await (await fetch(`${queryUrl}/api/v3/services`)).json()) as { services: string[] };
      return (await Promise.all(services.map(service => search(queryUrl, service)))).flat();
    },
    async close() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

interface FoundTraces {
  result?: { resourceSpans: { scopeSpans: { spans: FoundSpan[] }[] }[] };
}

interface FoundSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  startTimeUnixNano: string;
  attributes?: { key: string; value: Record<string, unknown> }[];
}

async function search(queryUrl: string, service: string): Promise<StoredSpan[]> {
  const query = new URLSearchParams({
    'query.serviceName': service,
    'query.startTimeMin': new Date(Date.now() - 3_600_000).toISOString(),
    'query.startTimeMax': new Date(Date.now() + 3_600_000).toISOString(),
    'query.searchDepth': '1000',
  });
  const answer = await fetch(`${queryUrl}/api/v3/traces?${query}`);
  if (answer.status === 404) return [];
  const { result } = (await answer.json()) as FoundTraces;
  const spans = result?.resourceSpans.flatMap(group => group.scopeSpans.flatMap(scope => scope.spans)) ?? [];
  return spans.map(({ traceId, spanId, parentSpanId = '', name, startTimeUnixNano, attributes = [] }) => ({
    service,
    traceId,
    id: spanId,
    parentId: parentSpanId,
    name,
    startUnixNano: BigInt(startTimeUnixNano),
    attributes: Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]])),
  }));
}

interface ZipkinSpan {
  /** Microseconds. */
  timestamp: number;
  duration: number;
  traceId: string;
  id: string;
  parentId?: string;
  name: string;
  localEndpoint: { serviceName: string };
}

/** Takes what Zipkin takes: POST /api/v2/spans, a list of spans in JSON, and none of them where one has a fraction of a microsecond. */
export async function startZipkinListener(): Promise<Receiver> {
  const spans: ReceivedSpan[] = [];
  const accept = async (request: IncomingMessage) => {
    if (request.method !== 'POST' || request.url !== '/api/v2/spans') return 404;
    const batch = (await json(request)) as ZipkinSpan[];
    if (!batch.every(({ timestamp, duration }) => Number.isInteger(timestamp) && Number.isInteger(duration)))
      return 400;
    for (const { traceId, id, parentId = '', name, localEndpoint } of batch)
      spans.push({ service: localEndpoint.serviceName, traceId, id, parentId, name });
    return 202;
  };
  const server = createServer((request, response) => {
    accept(request).then(
      status => response.writeHead(status).end(),
      () => response.writeHead(400).end(),
    );
  });
  const url = await listening(server);
  return {
    endpoint: `${url}/api/v2/spans`,
    spans: async () => [...spans],
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

async function listening(server: Server): Promise<string> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The address of a collector that is not there, or that accepts connections and never answers. */
export async function startSilentCollector(): Promise<{ endpoint: string; close(): void }> {
  const server = createSocketServer(() => {});
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => void server.close(),
  };
}
