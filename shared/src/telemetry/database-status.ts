import type { SpanProcessor } from '@opentelemetry/sdk-trace';
import { attribute } from './attributes.ts';

const recordedCode = /\(code: (\w{5})\)$/;

/**
 * Gives a failed query span its SQLSTATE as db.response.status_code and error.type. The PostgreSQL instrumentation has no
 * hook for errors; it records the state only inside the text of the exception, where this reads it.
 */
export function createDatabaseStatusProcessor(): SpanProcessor {
  return {
    onStart() {},
    onEnding(span) {
      if (span.instrumentationScope.name !== '@opentelemetry/instrumentation-pg') return;
      for (const { attributes } of span.events) {
        const state = recordedCode.exec(String(attributes?.['exception.message'] ?? ''))?.[1];
        if (state) span.setAttributes({ [attribute.databaseStatus]: state, [attribute.errorType]: state });
      }
    },
    onEnd() {},
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  };
}
