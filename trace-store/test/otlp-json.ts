import { randomBytes } from 'node:crypto';

export interface Attribute {
  key: string;
  value: Record<string, unknown>;
}
export interface SpanJson {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes?: Attribute[];
  [field: string]: unknown;
}
export interface ResourceSpansJson {
  resource: { attributes: Attribute[]; [field: string]: unknown };
  scopeSpans: { scope: Record<string, unknown>; spans: SpanJson[] }[];
}
export interface ExportJson {
  resourceSpans: ResourceSpansJson[];
}

export function newTraceId(): string {
  return randomBytes(16).toString('hex');
}

export function newSpanId(): string {
  return randomBytes(8).toString('hex');
}

/** A span of 5 ms that starts now, a server's, in a trace of its own; `fields` say what is different. */
export function makeSpan(fields: Partial<SpanJson> = {}): SpanJson {
  const startUnixNano = BigInt(Date.now()) * 1_000_000n;
  return {
    traceId: newTraceId(),
    spanId: newSpanId(),
    name: 'GET /products',
    kind: 2,
    startTimeUnixNano: String(startUnixNano),
    endTimeUnixNano: String(startUnixNano + 5_000_000n),
    ...fields,
  };
}

/** An export request of one service. */
export function makeExport(serviceName: string, spans: SpanJson[]): ExportJson {
  const attributes = [text('service.name', serviceName)];
  return { resourceSpans: [{ resource: { attributes }, scopeSpans: [{ scope: { name: 'test' }, spans }] }] };
}

/** An export request of spans that are written already. */
export function exportOf(...spans: string[]): string {
  return `{"resourceSpans":[{"scopeSpans":[{"spans":[${spans.join(',')}]}]}]}`;
}

export function text(key: string, stringValue: string): Attribute {
  return { key, value: { stringValue } };
}

/** Posts a body to `/v1/traces`, as JSON unless `headers` say otherwise. */
export function postTraces(
  otlpUrl: string,
  body: ExportJson | string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<Response> {
  const isReady = typeof body === 'string' || body instanceof Uint8Array;
  return fetch(`${otlpUrl}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: isReady ? (body as string) : JSON.stringify(body),
  });
}

/** Posts spans of one service and makes sure that they were taken. */
export async function postSpans(otlpUrl: string, serviceName: string, ...spans: SpanJson[]): Promise<void> {
  const response = await postTraces(otlpUrl, makeExport(serviceName, spans));
  if (response.status !== 200) throw new Error(`OTLP answered ${response.status}: ${await response.text()}`);
}
