import { isSpanContextValid, type SpanContext, TraceFlags, trace } from '@opentelemetry/api';

/** Who holds a row lock, as far as its transaction's name tells. */
export interface LockHolder {
  operation: string;
  /** For a link; undefined where the holder is not traced, or is not sampled and leads nowhere. */
  span: SpanContext | undefined;
}

/**
 * What a transaction that takes row locks sets as its application_name, so that whoever waits for it can say who held the
 * lock: the active span and the operation. PostgreSQL keeps the first 63 bytes, which leaves 13 for the operation.
 */
export function lockHolderName(operation: string): string {
  const span = trace.getActiveSpan()?.spanContext();
  const isKept = span && isSpanContextValid(span) && (span.traceFlags & TraceFlags.SAMPLED) !== 0;
  return `${isKept ? `${span.traceId}-${span.spanId}` : untraced} ${operation}`;
}

/** The reverse of `lockHolderName`; undefined for a name that is not one. */
export function readLockHolderName(name: string): LockHolder | undefined {
  const [, who, operation] = /^(untraced|[0-9a-f]{32}-[0-9a-f]{16}) (.+)$/.exec(name) ?? [];
  if (!who || !operation) return undefined;
  const [traceId = '', spanId = ''] = who.split('-');
  const span = { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true };
  return { operation, span: who === untraced ? undefined : span };
}

const untraced = 'untraced';
