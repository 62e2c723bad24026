import { type CollectorCounts, collectorCounts as countsAt, type SpanFate, spanFateOf } from '@spanshop/local/metrics';
import { type Stack, traced } from './stack.ts';

/** What became of the spans of services, since each was started. */
export function spanFate(stack: Stack, services: readonly string[] = traced): Promise<SpanFate> {
  return spanFateOf(services.map(stack.adminUrlOf));
}

export function collectorCounts({ urls }: Stack): Promise<CollectorCounts> {
  return countsAt(urls.collectorMetrics);
}
