/**
 * Buys: a Collector may be away for an hour, or as long as the queue has room, and no span is lost.
 * Without it: what is exported while nobody listens is given up after some ten seconds.
 * Upstream: BatchSpanProcessor never takes a failed batch back (open-telemetry/opentelemetry-js#4520 is open).
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { diag } from '@opentelemetry/api';
import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import type { Refinement } from '../sdk/telemetry-parts.ts';

export const offeredUntilTaken: Refinement = (
  parts,
  _service,
  { OTEL_BSP_EXPORT_TIMEOUT: giveUpAfterMs = anHourMs },
) => {
  const { otlp } = parts.exporters;
  if (!otlp) return parts;
  return {
    ...parts,
    exporters: { ...parts.exporters, otlp: untilTaken(otlp, giveUpAfterMs) },
    batching: { ...parts.batching, exportTimeoutMillis: giveUpAfterMs },
  };
};

/** How long a batch is offered where OTEL_BSP_EXPORT_TIMEOUT does not say; what ends meanwhile waits in the queue. */
const anHourMs = 3_600_000;

/** Long enough not to press a Collector that is starting, short enough for the queue. */
const pauseMs = 1_000;

interface Batch {
  spans: ReadableSpan[];
  giveUpAt: number;
  done: (result: ExportResult) => void;
}

/**
 * An exporter that offers a batch again until it is taken. The SDK's own gives a batch up after some ten seconds without a
 * Collector, however much room the queue still has. Spans that end meanwhile wait in that queue, which is bounded and counts
 * what it must drop. What is refused for good, or cannot be sent at all, is dropped at once: said here, counted by the
 * processor. Where the other side says when to come back (Retry-After), nothing is offered before.
 *
 * @param giveUpAfterMs how long a batch is offered at most
 */
export function untilTaken(exporter: SpanExporter, giveUpAfterMs: number): SpanExporter {
  let ended = false;
  let saidSo = false;
  let notBefore = 0;
  const underWay = new Set<Batch>();
  const failed: (() => void)[] = [];

  function offer(batch: Batch): void {
    const answer: Answer = {};
    const settle = (result: ExportResult) => {
      const { code, error } = result;
      if (code === ExportResultCode.SUCCESS) {
        saidSo = false;
        return end(batch, result);
      }
      const now = performance.now();
      const isOver = ended || now >= batch.giveUpAt || !mayPass(error, answer);
      if (isOver) {
        diag.warn(`Export failed, ${batch.spans.length} spans are dropped: ${reasonOf(error, answer)}`);
        return end(batch, result);
      }
      if (!saidSo) diag.warn(`Export failed, spans wait until somebody takes them: ${reasonOf(error, answer)}`);
      saidSo = true;
      notBefore = Math.max(notBefore, now + Math.min(answer.retryAfterMs ?? 0, giveUpAfterMs));
      later(batch, Math.max(pauseMs, notBefore - now));
    };
    try {
      answers.run(answer, () => exporter.export(batch.spans, settle));
    } catch (error) {
      answer.isUnsendable = true;
      settle({ code: ExportResultCode.FAILED, error: error instanceof Error ? error : new Error(String(error)) });
    }
  }

  function later(batch: Batch, inMs: number): void {
    setTimeout(() => offer(batch), inMs).unref();
  }

  /** At a shutdown many batches are under way, and the processor ends with the first that failed: that one waits for the others. */
  function end(batch: Batch, result: ExportResult): void {
    underWay.delete(batch);
    if (result.code === ExportResultCode.SUCCESS) batch.done(result);
    else failed.push(() => batch.done(result));
    if (underWay.size === 0) for (const report of failed.splice(0)) report();
  }

  return {
    export(spans, done) {
      const now = performance.now();
      const batch = { spans, giveUpAt: now + giveUpAfterMs, done };
      underWay.add(batch);
      if (notBefore > now) later(batch, notBefore - now);
      else offer(batch);
    },
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    shutdown() {
      ended = true;
      return exporter.shutdown();
    },
  };
}

/** What the other side answered to an offer. The exporter tells only that it failed, of some statuses not even which. */
interface Answer {
  status?: number | undefined;
  retryAfterMs?: number;
  /** Nothing was sent: the batch cannot be serialised. */
  isUnsendable?: boolean;
}

const answers = new AsyncLocalStorage<Answer>();

subscribe('http.client.response.finish', message => {
  const answer = answers.getStore();
  if (!answer) return;
  const { response } = message as { response: IncomingMessage };
  answer.status = response.statusCode;
  answer.retryAfterMs = retryAfterMsOf(response.headers['retry-after']);
});

/** Retry-After is a number of seconds or a date (RFC 9110, section 10.2.3); 0 where it is neither. */
function retryAfterMsOf(header: string | undefined): number {
  if (header === undefined) return 0;
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Math.max(ms, 0) || 0;
}

/** Statuses by which OTLP says that the same batch may be taken later. */
const laterStatuses: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** Whether nobody has answered, or who has answered asks us to come back; any other status refuses this batch. */
function mayPass(error: Error | undefined, { status, isUnsendable }: Answer): boolean {
  if (isUnsendable) return false;
  const { code } = (error ?? {}) as { code?: unknown };
  const answered = typeof code === 'number' ? code : status;
  return answered === undefined || laterStatuses.has(answered);
}

function reasonOf(error: Error | undefined, { status }: Answer): string {
  const { code = status } = (error ?? {}) as { code?: unknown };
  return [code, error?.message].filter(Boolean).join(' ') || 'no reason given';
}
