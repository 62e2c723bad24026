import { type MetricSample, readMetrics } from './read-metrics.ts';

/** What became of the spans that services have ended, by the SDK's own counters. */
export interface SpanFate {
  /** Taken by whoever they are sent to. */
  exported: number;
  /** Given up, by reason. */
  lost: ReadonlyMap<string, number>;
  /** Waiting in a service. */
  waiting: number;
}

/** Summed over the services with these admin addresses, since each was started. */
export async function spanFateOf(adminUrls: readonly string[]): Promise<SpanFate> {
  return spanFateIn((await Promise.all(adminUrls.map(url => readMetrics(`${url}/metrics`)))).flat());
}

function spanFateIn(samples: readonly MetricSample[]): SpanFate {
  let [exported, waiting] = [0, 0];
  const lost = new Map<string, number>();
  for (const { name, labels, value } of samples) {
    if (name === 'otel_sdk_processor_span_queue_size') waiting += value;
    if (name !== 'otel_sdk_processor_span_processed_total') continue;
    const reason = labels['error_type'];
    if (reason) lost.set(reason, (lost.get(reason) ?? 0) + value);
    else exported += value;
  }
  return { exported, lost, waiting };
}

/** All spans that services have ended by then. */
export function madeBy(fate: SpanFate): number {
  return fate.exported + fate.waiting + droppedBy(fate);
}

/** Those that services have given up. */
export function droppedBy({ lost }: SpanFate): number {
  return [...lost.values()].reduce((sum, count) => sum + count, 0);
}
