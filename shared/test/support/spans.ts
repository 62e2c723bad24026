import { SpanKind } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';

export const clientSpans = (spans: readonly ReadableSpan[]) => spans.filter(({ kind }) => kind === SpanKind.CLIENT);
export const serverSpans = (spans: readonly ReadableSpan[]) => spans.filter(({ kind }) => kind === SpanKind.SERVER);
export const named = (spans: readonly ReadableSpan[], name: string) => spans.filter(span => span.name === name);

export const traceIdOf = (span: ReadableSpan | undefined) => span?.spanContext().traceId;
export const spanIdOf = (span: ReadableSpan | undefined) => span?.spanContext().spanId;
export const parentIdOf = (span: ReadableSpan | undefined) => span?.parentSpanContext?.spanId;

/** Nanoseconds since 1970. */
export const startOf = ({ startTime }: ReadableSpan) => nanosOf(startTime);
export const endOf = ({ endTime }: ReadableSpan) => nanosOf(endTime);

function nanosOf([seconds, nanos]: [number, number]): bigint {
  return BigInt(seconds) * 1_000_000_000n + BigInt(nanos);
}
