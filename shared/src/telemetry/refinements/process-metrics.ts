/**
 * Buys: processor time and memory of each process beside the runtime's metrics; the load tests read the first.
 * Without it: one sees that an event loop is busy, not what the process costs.
 * Upstream: @opentelemetry/host-metrics has both, with those of the whole machine, which every service would repeat.
 */
import { type Meter, ValueType } from '@opentelemetry/api';
import {
  ATTR_CPU_MODE,
  METRIC_PROCESS_CPU_TIME,
  METRIC_PROCESS_MEMORY_USAGE,
} from '@opentelemetry/semantic-conventions/incubating';
import type { Refinement } from '../sdk/telemetry-parts.ts';

export const processMetrics: Refinement = parts => ({ ...parts, observers: [...parts.observers, observeProcess] });

function observeProcess(meter: Meter): void {
  meter
    .createObservableGauge(METRIC_PROCESS_MEMORY_USAGE, { unit: 'By', valueType: ValueType.INT })
    .addCallback(result => {
      result.observe(process.memoryUsage.rss());
    });
  meter.createObservableCounter(METRIC_PROCESS_CPU_TIME, { unit: 's' }).addCallback(result => {
    const { user, system } = process.cpuUsage();
    result.observe(user / 1e6, { [ATTR_CPU_MODE]: 'user' });
    result.observe(system / 1e6, { [ATTR_CPU_MODE]: 'system' });
  });
}
