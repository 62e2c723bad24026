/**
 * Buys: a Collector may be away for an hour, or as long as the queue has room, and no span is lost.
 * Without it: what is exported while nobody listens is given up after some ten seconds.
 * Upstream: BatchSpanProcessor never takes a failed batch back (open-telemetry/opentelemetry-js#4520 is open).
 */
import { diag } from '@opentelemetry/api';
import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import type { Refinement } from '../sdk/telemetry-parts.ts';

export const offeredUntilTaken: Refinement = (parts, _service, { OTEL_BSP_EXPORT_TIMEOUT }) => {
  const { otlp } = parts.exporters;
  if (!otlp) return parts;
  return { ...parts, exporters: { ...parts.exporters, otlp: untilTaken(otlp, OTEL_BSP_EXPORT_TIMEOUT) } };
};

/** Long enough not to press a Collector that is starting, short enough for the queue. */
const pauseMs = 1_000;

/**
 * An exporter that offers a batch again until it is taken, or refused for good. The SDK's own gives a batch up after some ten
 * seconds without a Collector, however much room the queue still has. Spans that end meanwhile wait in that queue, which is
 * bounded and counts what it must drop.
 *
 * @param giveUpAfterMs how long a batch is offered at most
 */
export function untilTaken(exporter: SpanExporter, giveUpAfterMs: number): SpanExporter {
  let ended = false;
  let saidSo = false;

  function offer(spans: ReadableSpan[], giveUpAt: number, done: (result: ExportResult) => void): void {
    exporter.export(spans, result => {
      const { code, error } = result;
      const isTaken = code === ExportResultCode.SUCCESS;
      if (isTaken || ended || !mayPass(error) || performance.now() >= giveUpAt) {
        saidSo &&= !isTaken;
        return done(result);
      }
      if (!saidSo) diag.warn(`Export failed, spans wait until somebody takes them: ${reasonOf(error)}`);
      saidSo = true;
      setTimeout(() => offer(spans, giveUpAt, done), pauseMs).unref();
    });
  }

  return {
    export: (spans, done) => offer(spans, performance.now() + giveUpAfterMs, done),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    shutdown() {
      ended = true;
      return exporter.shutdown();
    },
  };
}

/** Statuses by which OTLP says that the same batch may be taken later. */
const laterStatuses: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** Whether nobody has answered, or who has answered asks us to come back; any other status refuses this batch. */
function mayPass(error: Error | undefined): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code !== 'number' || laterStatuses.has(code);
}

function reasonOf(error: Error | undefined): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return [code, error?.message].filter(Boolean).join(' ') || 'no reason given';
}
