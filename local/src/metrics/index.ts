export { type CollectorCounts, collectorCounts } from './collector-counts.ts';
export { cpuTimeMs } from './cpu-time.ts';
export { type MetricSample, parseMetrics, readMetrics } from './read-metrics.ts';
export { droppedBy, madeBy, type SpanFate, spanFateIn, spanFateOf } from './span-fate.ts';
