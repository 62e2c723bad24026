import type { Tracer } from '@opentelemetry/api';
import {
  type Attributes,
  context,
  isSpanContextValid,
  type Link,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { AppError } from '../../errors/index.ts';
import { attribute } from '../attributes.ts';

export interface SpanSettings {
  kind?: SpanKind;
  attributes?: Attributes;
  links?: Link[];
  /** Starts a trace of its own. */
  root?: boolean;
}

/**
 * Runs work inside a span and ends it. What the work throws marks the span, as `failSpan` does. A message whose work was
 * refused comes again, so that for its CONSUMER span a refusal is an error too.
 */
export function inSpan<T>(
  tracer: Tracer,
  name: string,
  settings: SpanSettings,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  return tracer.startActiveSpan(name, { kind: SpanKind.INTERNAL, ...settings }, async span => {
    try {
      return await work(span);
    } catch (error) {
      if (settings.kind === SpanKind.CONSUMER) setError(span, error);
      else failSpan(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/**
 * Says on a span how its work ended. A refusal (a 4xx), such as a declined card, is an answer: the span has its code and no
 * error. Anything else makes it an error, with the exception.
 */
export function failSpan(span: Span, error: unknown): void {
  if (error instanceof AppError && error.isRefusal) span.setAttribute(attribute.refusalCode, error.code);
  else setError(span, error);
}

function setError(span: Span, error: unknown): void {
  const cause = error instanceof Error ? error : new Error(String(error));
  span.setAttribute(attribute.errorType, cause instanceof AppError ? cause.code : cause.name);
  span.setStatus({ code: SpanStatusCode.ERROR, message: cause.message });
  if (!(cause instanceof AppError && cause.isRefusal)) span.recordException(cause);
}

/** The active span while it can be written to: a server span ends when its client leaves, and the work may go on. */
export function activeSpan(): Span | undefined {
  const span = trace.getActiveSpan();
  return span?.isRecording() ? span : undefined;
}

/** The active trace's id, or undefined where nothing is traced. */
export function activeTraceId(): string | undefined {
  const spanContext = trace.getActiveSpan()?.spanContext();
  return spanContext && isSpanContextValid(spanContext) ? spanContext.traceId : undefined;
}

/** Adds baggage members for all that the work calls, and puts them on the active span, which started without them. */
export function runWithBaggage<T>(members: Readonly<Record<string, string>>, work: () => T): T {
  const active = context.active();
  let baggage = propagation.getBaggage(active) ?? propagation.createBaggage();
  for (const [name, value] of Object.entries(members)) baggage = baggage.setEntry(name, { value });
  activeSpan()?.setAttributes(members);
  return context.with(propagation.setBaggage(active, baggage), work);
}
