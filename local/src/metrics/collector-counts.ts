import { readMetrics } from './read-metrics.ts';

/** What the Collector counts since it was started: spans taken, spans handed on, spans that it had to refuse or give up. */
export interface CollectorCounts {
  accepted: number;
  sentToJaeger: number;
  sentToZipkin: number;
  failed: number;
}

/** @param metricsUrl its own metrics, for Prometheus */
export async function collectorCounts(metricsUrl: string): Promise<CollectorCounts> {
  const samples = await readMetrics(metricsUrl);
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
