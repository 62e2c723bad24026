/**
 * Buys: one sees and searches by what made a query or a call fail, such as `40P01`, `ECONNREFUSED` or `timeout`.
 * Without it: `error.type` is the class of the error, `DatabaseError` or `Error`, the same for everything.
 * Upstream: the instrumentations of pg (0.77) and http (0.301) have no hook for errors.
 */
import type { Span, SpanProcessor } from '@opentelemetry/sdk-trace';
import { ATTR_EXCEPTION_MESSAGE, ATTR_EXCEPTION_TYPE } from '@opentelemetry/semantic-conventions';
import { attribute } from '../attributes.ts';
import type { Refinement } from '../sdk/telemetry-parts.ts';

export const errorTypes: Refinement = parts => ({
  ...parts,
  spanProcessors: [...parts.spanProcessors, createErrorTypeProcessor()],
});

/**
 * Gives failed spans of the instrumentations an `error.type` that says what happened: a query's SQLSTATE (also as
 * db.response.status_code), a call's `ECONNREFUSED` or `timeout`. The instrumentations have no hook for errors; they write
 * the error's class, and what matters only into the exception that they record, where this reads it.
 */
function createErrorTypeProcessor(): SpanProcessor {
  return {
    onStart() {},
    onEnding(span) {
      const read = readers[span.instrumentationScope.name];
      const exception = read && span.events.find(({ name }) => name === 'exception')?.attributes;
      if (exception) read(span, exception);
    },
    onEnd() {},
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  };
}

type ExceptionReader = (span: Span, exception: NonNullable<Span['events'][number]['attributes']>) => void;

const recordedState = /\(code: (\w{5})\)$/;

const readers: Readonly<Record<string, ExceptionReader>> = {
  '@opentelemetry/instrumentation-pg': (span, exception) => {
    const state = recordedState.exec(String(exception[ATTR_EXCEPTION_MESSAGE] ?? ''))?.[1];
    if (state) span.setAttributes({ [attribute.databaseStatus]: state, [attribute.errorType]: state });
  },
  '@opentelemetry/instrumentation-http': (span, exception) => {
    const code = String(exception[ATTR_EXCEPTION_TYPE] ?? '');
    // Node aborts a call when nobody waits for its work any more; our client cancels one when its time is over.
    if (code === 'ABORT_ERR') span.setAttribute(attribute.errorType, 'abandoned');
    else if (code === 'ERR_CANCELED') span.setAttribute(attribute.errorType, 'timeout');
    else if (/^E[A-Z_]+$/.test(code)) span.setAttribute(attribute.errorType, code);
  },
};
