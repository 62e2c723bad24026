export { type CollectorCounts, collectorCounts } from './collector-counts.ts';
export { cpuTimeMs } from './cpu-time.ts';
export { type MetricSample, readMetrics } from './read-metrics.ts';
export { droppedBy, madeBy, type SpanFate, spanFateOf } from './span-fate.ts';
