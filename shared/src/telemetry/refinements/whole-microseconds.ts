import type { HrTime } from '@opentelemetry/api';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';

/**
 * Gives an exporter spans that start on whole microseconds. Zipkin refuses a whole batch for one fraction, and the exporter
 * for it rounds durations and events but not starts (exporter-zipkin 3.1.0), which are finer here than the SDK makes them.
 */
export function onWholeMicroseconds(exporter: SpanExporter): SpanExporter {
  return {
    export: (spans, done) => exporter.export(spans.map(rounded), done),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    shutdown: () => exporter.shutdown(),
  };
}

function rounded(span: ReadableSpan): ReadableSpan {
  const [seconds, nanoseconds] = span.startTime;
  const startTime: HrTime = [seconds, Math.floor(nanoseconds / 1_000) * 1_000];
  return Object.create(span, { startTime: { value: startTime } });
}
