import { type Stack, traced } from './stack.ts';

interface Sample {
  name: string;
  labels: Readonly<Record<string, string>>;
  value: number;
}

/** The samples of a page in Prometheus' text format. */
export async function readMetrics(url: string): Promise<Sample[]> {
  const text = await (await fetch(url, { signal: AbortSignal.timeout(5_000) })).text();
  return text.split('\n').flatMap(line => {
    const [, name, labels = '', value] = /^([a-z_0-9]+)(?:\{(.*)\})? (\S+)/i.exec(line) ?? [];
    if (!name) return [];
    const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', text = '']) => [key, text]);
    return [{ name, labels: Object.fromEntries(pairs), value: Number(value) }];
  });
}

/** What became of the spans that services have ended. */
export interface SpanFate {
  /** Taken by the Collector. */
  exported: number;
  /** Given up, by reason. */
  lost: ReadonlyMap<string, number>;
  /** Waiting in a service. */
  waiting: number;
}

/** Summed over the services, since each was started. */
export async function spanFate(stack: Stack, services: readonly string[] = traced): Promise<SpanFate> {
  const pages = await Promise.all(services.map(service => readMetrics(`${stack.adminUrlOf(service)}/metrics`)));
  let [exported, waiting] = [0, 0];
  const lost = new Map<string, number>();
  for (const { name, labels, value } of pages.flat()) {
    if (name === 'otel_sdk_processor_span_queue_size') waiting += value;
    if (name !== 'otel_sdk_processor_span_processed_total') continue;
    const reason = labels['error_type'];
    if (reason) lost.set(reason, (lost.get(reason) ?? 0) + value);
    else exported += value;
  }
  return { exported, lost, waiting };
}

/** What the Collector counts since it was started: spans taken, spans handed on, spans that it had to refuse or give up. */
export interface CollectorCounts {
  accepted: number;
  sentToJaeger: number;
  sentToZipkin: number;
  failed: number;
}

export async function collectorCounts({ urls }: Stack): Promise<CollectorCounts> {
  const samples = await readMetrics(urls.collectorMetrics);
  const sum = (pattern: RegExp, exporter?: string) =>
    samples
      .filter(({ name, labels }) => pattern.test(name) && (!exporter || labels['exporter'] === exporter))
      .reduce((total, { value }) => total + value, 0);
  return {
    accepted: sum(/^otelcol_receiver_accepted_spans/),
    sentToJaeger: sum(/^otelcol_exporter_sent_spans/, 'otlp_http/jaeger'),
    sentToZipkin: sum(/^otelcol_exporter_sent_spans/, 'zipkin'),
    failed: sum(/^otelcol_(exporter_send_failed|exporter_enqueue_failed|receiver_refused|receiver_failed)_spans/),
  };
}
