import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { createScreen, textTable } from '@spanshop/terminal';
import * as messages from '@spanshop/trace-store/otlp/messages';

/*
 * How many spans a second the trace store accepts on one core. Its process is started as it is in production and given
 * ready-made requests; what counts is the processor time that it took itself (all its threads, gzip included), so the
 * load generator beside it does not blur the figure. Every span is new: nothing is accepted by being a duplicate.
 */

type Case = { encoding: 'protobuf' | 'json'; gzip: boolean; batchSpans: number };
type Store = { process: ChildProcess; otlpUrl: string; queryUrl: string };
type Stats = { acceptedSpans: number; spans: number; traces: number; cpuSeconds: number; residentBytes: number };

const callTimeoutMs = 10_000;

const cases: Case[] = [
  { encoding: 'protobuf', gzip: false, batchSpans: 2048 },
  { encoding: 'protobuf', gzip: true, batchSpans: 2048 },
  { encoding: 'protobuf', gzip: false, batchSpans: 256 },
  { encoding: 'protobuf', gzip: true, batchSpans: 256 },
  { encoding: 'protobuf', gzip: false, batchSpans: 16 },
  { encoding: 'json', gzip: false, batchSpans: 256 },
];
const warmUpSpans = 40_000;
const measuredSpans = 120_000;
const spansPerTrace = 30;
const requestsInFlight = 4;
const barSpansPerSecond = 20_000;

/** Runs every case in a fresh process of the store and prints a table. Takes about a minute. */
export async function run(): Promise<void> {
  console.log(`trace-store: spans of 13 attributes; the bar is ${barSpansPerSecond} spans/s on one core\n`);
  const screen = createScreen();
  const rows: string[][] = [];
  for (const testCase of cases) {
    screen.show(`case ${rows.length + 1} of ${cases.length}`);
    await withStore(async store => rows.push(await measure(store, testCase)));
  }
  screen.clear();
  screen.print(textTable([head, ...rows], column => column > 1));
  await withStore(measureFullMemory);
}

const head = ['encoding', 'gzip', 'spans/request', 'bytes/span', 'spans per CPU-second', 'us CPU/span', 'spans/s here'];

/** @returns the cells below the head */
async function measure(store: Store, testCase: Case): Promise<string[]> {
  await send(store, testCase, makeBodies(testCase, warmUpSpans));
  const bodies = makeBodies(testCase, measuredSpans);
  const before = await readStats(store);
  const startedAtMs = performance.now();
  await send(store, testCase, bodies);
  const seconds = (performance.now() - startedAtMs) / 1000;
  const after = await readStats(store);

  const spans = after.acceptedSpans - before.acceptedSpans;
  const cpuSeconds = after.cpuSeconds - before.cpuSeconds;
  const bytes = bodies.reduce((sum, body) => sum + body.length, 0);
  return [
    testCase.encoding,
    testCase.gzip ? 'yes' : 'no',
    String(testCase.batchSpans),
    (bytes / spans).toFixed(0),
    Math.round(spans / cpuSeconds).toLocaleString('en'),
    ((cpuSeconds / spans) * 1e6).toFixed(1),
    Math.round(spans / seconds).toLocaleString('en'),
  ];
}

async function measureFullMemory(store: Store): Promise<void> {
  const idle = await readStats(store);
  const testCase: Case = { encoding: 'protobuf', gzip: true, batchSpans: 2048 };
  for (let round = 0; round < 4; round++) await send(store, testCase, makeBodies(testCase, 100_000));
  const full = await readStats(store);
  const mebibytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MiB`;
  console.log(
    `\nresident when full: ${mebibytes(full.residentBytes)} with ${full.spans} spans in ${full.traces} traces ` +
      `(${mebibytes(idle.residentBytes)} when empty)`,
  );
}

async function withStore(use: (store: Store) => Promise<unknown>): Promise<void> {
  const server = fileURLToPath(new URL('../../../trace-store/src/server.ts', import.meta.url));
  const env = { ...process.env, TRACE_STORE_OTLP_PORT: '0', TRACE_STORE_QUERY_PORT: '0' };
  const child = spawn(process.execPath, [server], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  try {
    const lines = createInterface({ input: child.stdout });
    const [line] = await Promise.race([
      once(lines, 'line'),
      exited.then(() => Promise.reject(new Error('the trace store did not start'))),
    ]);
    await use({ process: child, ...JSON.parse(line) });
  } finally {
    child.kill();
    await exited;
  }
}

async function readStats(store: Store): Promise<Stats> {
  const response = await fetch(`${store.queryUrl}/stats`, { signal: AbortSignal.timeout(callTimeoutMs) });
  return (await response.json()) as Stats;
}

async function send(store: Store, { encoding, gzip }: Case, bodies: Buffer[]): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: requestsInFlight });
  const headers = {
    'content-type': encoding === 'protobuf' ? 'application/x-protobuf' : 'application/json',
    ...(gzip ? { 'content-encoding': 'gzip' } : {}),
  };
  const queue = bodies.values();
  const sendNext = async (): Promise<void> => {
    for (const body of queue) await post(`${store.otlpUrl}/v1/traces`, agent, headers, body);
  };
  await Promise.all(Array.from({ length: requestsInFlight }, sendNext));
  agent.destroy();
}

async function post(url: string, agent: Agent, headers: Record<string, string>, body: Buffer): Promise<void> {
  const sent = request(url, { method: 'POST', agent, headers: { ...headers, 'content-length': body.length } });
  sent.end(body);
  const [response] = await once(sent, 'response');
  response.resume();
  await once(response, 'end');
  if (response.statusCode !== 200) throw new Error(`the trace store answered ${response.statusCode}`);
}

function makeBodies({ encoding, gzip, batchSpans }: Case, spanCount: number): Buffer[] {
  const traceIds = Array.from({ length: Math.ceil(spanCount / spansPerTrace) }, () => randomBytes(16));
  return Array.from({ length: Math.ceil(spanCount / batchSpans) }, (_, batch) => {
    const spans = Array.from({ length: batchSpans }, (_, position) => {
      const index = batch * batchSpans + position;
      return makeSpan(index, traceIds[Math.floor(index / spansPerTrace) % traceIds.length] as Buffer);
    });
    const body = encoding === 'protobuf' ? encodeProtobuf(spans) : encodeJson(spans);
    return gzip ? gzipSync(body) : body;
  });
}

type BenchSpan = {
  traceId: Buffer;
  spanId: Buffer;
  parentSpanId: Buffer;
  name: string;
  kind: number;
  startTimeUnixNano: bigint;
  endTimeUnixNano: bigint;
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[];
  flags: number;
};

/** A server span as the shop's services send it: nine texts and four numbers. */
function makeSpan(index: number, traceId: Buffer): BenchSpan {
  const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });
  const number = (key: string, intValue: number) => ({ key, value: { intValue } });
  const startTimeUnixNano = BigInt(Date.now()) * 1_000_000n + BigInt(index % 1_000_000);
  return {
    traceId,
    spanId: randomBytes(8),
    parentSpanId: randomBytes(8),
    name: `GET /operation-${index % 40}/{id}`,
    kind: 2,
    startTimeUnixNano,
    endTimeUnixNano: startTimeUnixNano + 3_456_789n,
    attributes: [
      text('http.request.method', 'GET'),
      text('url.scheme', 'http'),
      text('url.path', `/operation-${index % 40}/${index}`),
      text('http.route', `/operation-${index % 40}/{id}`),
      text('server.address', '127.0.0.1'),
      number('server.port', 8080),
      text('client.address', '127.0.0.1'),
      text('user_agent.original', 'axios/1.21.1'),
      number('http.response.status_code', 200),
      text('shop.tenant', index % 3 === 0 ? 'main' : 'outlet'),
      text('user.id', `customer-${index % 2000}`),
      number('process.event_loop.delay_us', index % 977),
      number('process.cpu.synchronous_us', index % 1013),
    ],
    flags: 0x101,
  };
}

const resourceAttributes = [
  { key: 'service.name', value: { stringValue: 'orders' } },
  { key: 'service.version', value: { stringValue: '0.1.0' } },
  { key: 'service.namespace', value: { stringValue: 'spanshop' } },
];
const scope = { name: '@opentelemetry/instrumentation-http', version: '0.301.0' };

function encodeProtobuf(spans: BenchSpan[]): Buffer {
  const encoded = spans.map(span =>
    messages.span.encode({
      ...span,
      startTimeUnixNano: String(span.startTimeUnixNano),
      endTimeUnixNano: String(span.endTimeUnixNano),
    } as unknown as messages.Span),
  );
  const resource = messages.resource.encode({ attributes: resourceAttributes as messages.KeyValue[] });
  const scopeSpans = [{ scope: messages.scope.encode(scope), spans: encoded, schemaUrl: '' }];
  return messages.exportRequest.encode({ resourceSpans: [{ resource, scopeSpans, schemaUrl: '' }] }) as Buffer;
}

function encodeJson(spans: BenchSpan[]): Buffer {
  const hexIds = spans.map(({ traceId, spanId, parentSpanId, ...span }) => ({
    ...span,
    traceId: traceId.toString('hex'),
    spanId: spanId.toString('hex'),
    parentSpanId: parentSpanId.toString('hex'),
  }));
  const request = {
    resourceSpans: [{ resource: { attributes: resourceAttributes }, scopeSpans: [{ scope, spans: hexIds }] }],
  };
  return Buffer.from(JSON.stringify(request, (_key, value) => (typeof value === 'bigint' ? String(value) : value)));
}

if (import.meta.main) await run();
