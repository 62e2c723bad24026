import { monitorEventLoopDelay, PerformanceObserver, performance } from 'node:perf_hooks';
import { metrics, ValueType } from '@opentelemetry/api';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import type { Resource } from '@opentelemetry/resources';
import { AggregationType, MeterProvider, type ViewOptions } from '@opentelemetry/sdk-metrics';

/** A meter provider whose only reader is scraped through the admin port. */
export function createMetrics(resource: Resource): { provider: MeterProvider; reader: PrometheusExporter } {
  const reader = new PrometheusExporter({ preventServerStart: true, withoutScopeInfo: true });
  return { provider: new MeterProvider({ resource, readers: [reader], views: [withoutPoolEvents] }), reader };
}

/** Our pools are counted when a scrape asks (database/pool-metrics.ts), not with each event. */
const withoutPoolEvents: ViewOptions = {
  meterName: '@opentelemetry/instrumentation-pg',
  instrumentName: 'db.client.connection.*',
  aggregation: { type: AggregationType.DROP },
};

const nanosPerSecond = 1e9;

/** Event loop, memory and garbage collection by the names of the semantic conventions for Node and V8. */
export function registerProcessMetrics(): void {
  const meter = metrics.getMeter('@spanshop/shared');
  const delay = monitorEventLoopDelay({ resolution: 100 });
  delay.enable();
  let last = performance.eventLoopUtilization();

  meter.createObservableGauge('nodejs.eventloop.utilization').addCallback(result => {
    const now = performance.eventLoopUtilization();
    result.observe(performance.eventLoopUtilization(now, last).utilization);
    last = now;
  });
  meter.createObservableGauge('nodejs.eventloop.delay.p99', { unit: 's' }).addCallback(result => {
    result.observe(delay.percentile(99) / nanosPerSecond);
    delay.reset();
  });
  meter.createObservableGauge('process.memory.usage', { unit: 'By', valueType: ValueType.INT }).addCallback(result => {
    result.observe(process.memoryUsage.rss());
  });
  meter.createObservableCounter('process.cpu.time', { unit: 's' }).addCallback(result => {
    const { user, system } = process.cpuUsage();
    result.observe(user / 1e6, { 'cpu.mode': 'user' });
    result.observe(system / 1e6, { 'cpu.mode': 'system' });
  });
  const collections = meter.createHistogram('v8js.gc.duration', { unit: 's' });
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) collections.record(entry.duration / 1_000);
  }).observe({ entryTypes: ['gc'] });
}
