import { type Attributes, firstText, numberOf, textOf } from './attributes.ts';
import type { Span } from './span.ts';

/**
 * Every attribute name that the analysis reads: semantic conventions first, then their predecessors, then what common
 * instrumentations write. Names of one system never stand here.
 */
export const names = {
  httpMethod: ['http.request.method', 'http.method'],
  httpRoute: ['http.route', 'url.template'],
  httpStatus: ['http.response.status_code', 'http.status_code'],
  httpResend: ['http.request.resend_count', 'http.resend_count', 'http.retry_count'],
  requestSize: ['http.request.body.size', 'http.request_content_length'],
  responseSize: ['http.response.body.size', 'http.response_content_length'],
  rpcService: ['rpc.service'],
  rpcMethod: ['rpc.method'],
  peer: ['service.peer.name', 'peer.service', 'server.address', 'net.peer.name', 'net.sock.peer.name', 'http.host'],
  database: ['db.system.name', 'db.system'],
  querySummary: ['db.query.summary'],
  queryText: ['db.query.text', 'db.statement'],
  queryOperation: ['db.operation.name', 'db.operation'],
  queryCollection: ['db.collection.name', 'db.sql.table', 'db.mongodb.collection'],
  queryStatus: ['db.response.status_code'],
  returnedRows: ['db.response.returned_rows'],
  pool: ['db.client.connection.pool.name', 'pool.name'],
  messagingSystem: ['messaging.system'],
  messagingOperation: ['messaging.operation.type', 'messaging.operation'],
  destination: ['messaging.destination.name', 'messaging.destination'],
  errorType: ['error.type', 'exception.type'],
  instance: ['service.instance.id', 'k8s.pod.name'],
} as const satisfies Record<string, readonly string[]>;

/** No convention names locks yet: any attribute that ends in one of these does, whatever stands before. */
const lockNameKey = /(^|\.)lock\.(name|key)$/;
const lockHolderKey = /(^|\.)lock\.holder(\.operation|\.name)?$|(^|\.)blocked_by$/;
const poolSpan =
  /\bpool\b.*(connect|acquire|wait|checkout|borrow|get)|(acquire|checkout|borrow|get).*(pool|connection)/i;
const lockSpan = /\b(lock|mutex|semaphore)\b/i;

/** What a whole process went through while a span of it lasted, in milliseconds. */
export interface ProcessLoad {
  /** How late timers ran. */
  loopDelayMs: number | undefined;
  /** Processor time of the main thread. */
  cpuMs: number | undefined;
  /** Collection pauses. */
  gcMs: number | undefined;
}

/** No convention names these of a span yet: any attribute that ends so does, whatever stands before. */
const loopDelay = /(^|\.)event_?loop[._]delay_ms$/;
const cpuTime = /(^|[._])cpu[._]time_ms$/;
const gcPause = /(^|[._])gc[._]pause_ms$/;

/** What the span says of its process; undefined when it says nothing. */
export function processLoadOf({ attributes }: Span): ProcessLoad | undefined {
  let load: ProcessLoad | undefined;
  for (const key in attributes) {
    if (!key.endsWith('_ms')) continue;
    const measure = measureNamed(key);
    const value = measure && numberOf(attributes, key);
    if (measure === undefined || value === undefined) continue;
    load ??= { loopDelayMs: undefined, cpuMs: undefined, gcMs: undefined };
    load[measure] ??= value;
  }
  return load;
}

function measureNamed(key: string): keyof ProcessLoad | undefined {
  if (loopDelay.test(key)) return 'loopDelayMs';
  if (cpuTime.test(key)) return 'cpuMs';
  return gcPause.test(key) ? 'gcMs' : undefined;
}

/** The pool that the span waited for, when it is a span of waiting for a connection and not of using one. */
export function poolWaitedFor(span: Span): string | undefined {
  if (!mayWait(span)) return undefined;
  const pool = firstText(span.attributes, names.pool);
  if (pool !== undefined) return pool;
  return poolSpan.test(span.name) ? span.name : undefined;
}

/** The lock that the span waited for, when it is a span of waiting for one. */
export function lockWaitedFor(span: Span): string | undefined {
  if (!mayWait(span)) return undefined;
  const key = keyLike(span.attributes, lockNameKey);
  if (key !== undefined) return textOf(span.attributes, key);
  return lockSpan.test(span.name) ? span.name : undefined;
}

/** Whether the span names a lock by an attribute, rather than by having the word in its name. */
export function namesLock(span: Span): boolean {
  return keyLike(span.attributes, lockNameKey) !== undefined;
}

/** Whether a server's caller left before anything was answered: an error, and no status that was sent. */
export function isAbandoned({ kind, attributes }: Span): boolean {
  return (
    kind === 'server' &&
    firstText(attributes, names.httpMethod) !== undefined &&
    firstText(attributes, names.errorType) !== undefined &&
    firstText(attributes, names.httpStatus) === undefined
  );
}

/** The operation that held the lock when the wait began, if the span says. */
export function lockHolder(span: Span): string | undefined {
  const key = keyLike(span.attributes, lockHolderKey);
  return key === undefined ? undefined : textOf(span.attributes, key);
}

// A span with a query or a request in it works; only one without can be pure waiting.
function mayWait(span: Span): boolean {
  if (span.kind !== 'internal' && span.kind !== 'client') return false;
  const { attributes } = span;
  return (
    firstText(attributes, names.queryText) === undefined &&
    firstText(attributes, names.httpMethod) === undefined &&
    firstText(attributes, names.querySummary) === undefined
  );
}

function keyLike(attributes: Attributes, pattern: RegExp): string | undefined {
  for (const key in attributes) if (pattern.test(key)) return key;
  return undefined;
}
