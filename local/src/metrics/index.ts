export { type CollectorCounts, collectorCounts } from './collector-counts.ts';
export { type MetricSample, parseMetrics, readMetrics } from './read-metrics.ts';
export { type SpanFate, spanFateIn, spanFateOf } from './span-fate.ts';
