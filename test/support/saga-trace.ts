import { SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { finishedSpans, waitForSpans } from '@spanshop/shared/testing';

/** One run of a saga by one process, read from its spans. */
export interface SagaTrace {
  span: ReadableSpan;
  /** The steps in the order of their starts, those that were refused or failed with why: `quote, reserve stock!out_of_stock`. */
  steps: string;
  /** The events on the saga's span: `done quote, failed reserve stock`. */
  events: string;
  /** Why the saga was refused or failed; undefined where it was not. */
  error: string | undefined;
}

/** The runs of an order's saga under a name (place order, recover order, cancel order), in the order of their starts. */
export async function sagaTraces(name: string, orderId: string, runs = 1): Promise<SagaTrace[]> {
  const ofOrder = (spans: readonly ReadableSpan[]) =>
    spans.filter(span => span.name === name && span.attributes['shop.order.id'] === orderId);
  const spans = await waitForSpans(all => ofOrder(all).length >= runs);
  return ofOrder(spans).toSorted(byStart).map(readSaga);
}

/** The one run of an order's saga under a name. */
export async function sagaTrace(name: string, orderId: string): Promise<SagaTrace> {
  const [saga] = await sagaTraces(name, orderId);
  if (!saga) throw new Error(`there is no span ${name} of ${orderId}`);
  return saga;
}

function readSaga(span: ReadableSpan): SagaTrace {
  const steps = childrenOf(span).filter(child => child.attributes['shop.saga.step'] !== undefined);
  return {
    span,
    steps: steps.map(step => step.name + (errorOf(step) ? `!${errorOf(step)}` : '')).join(', '),
    events: span.events
      .filter(({ name }) => name.startsWith('step '))
      .map(({ name, attributes }) => `${name.slice('step '.length)} ${attributes?.['shop.saga.step']}`)
      .join(', '),
    error: errorOf(span),
  };
}

/**
 * Why a span's work was refused or failed: a refusal's code without an error, or an error's type with that status; 'unmarked'
 * where these do not agree.
 */
export function errorOf({ status, attributes }: ReadableSpan): string | undefined {
  const failed = status.code === SpanStatusCode.ERROR;
  const [refusal, type] = [attributes['shop.refusal.code'], attributes['error.type']];
  if (failed !== (type !== undefined) || (failed && refusal !== undefined)) return 'unmarked';
  const why = refusal ?? type;
  return why === undefined ? undefined : String(why);
}

export function childrenOf(parent: ReadableSpan): ReadableSpan[] {
  const { spanId } = parent.spanContext();
  return finishedSpans()
    .filter(span => span.parentSpanContext?.spanId === spanId)
    .toSorted(byStart);
}

/** What is finished of a trace, in the order of its starts. */
export function spansOfTrace(traceId: string): ReadableSpan[] {
  return finishedSpans()
    .filter(span => span.spanContext().traceId === traceId)
    .toSorted(byStart);
}

function byStart(one: ReadableSpan, other: ReadableSpan): number {
  return one.startTime[0] - other.startTime[0] || one.startTime[1] - other.startTime[1];
}
