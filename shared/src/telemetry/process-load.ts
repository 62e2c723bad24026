import { type EventLoopUtilization, PerformanceObserver, performance } from 'node:perf_hooks';
import { SpanKind } from '@opentelemetry/api';
import type { Span, SpanProcessor } from '@opentelemetry/sdk-trace';
import { attribute } from './attributes.ts';

/** How often the loop is probed; a block shorter than this shows only in the CPU time. */
const probeIntervalMs = 20;

interface Snapshot {
  delayMs: number;
  cpuMs: number;
  gcMs: number;
  utilization: EventLoopUtilization;
}

/**
 * Puts on SERVER and CONSUMER spans what the process went through meanwhile: event-loop delay and utilisation, CPU time of
 * the main thread and garbage collection. All are of the process, not of the request. A collection is reported by Node
 * just after it happened, so the last one may count for the next span.
 */
export function createProcessLoadProcessor(): SpanProcessor {
  const probe = startLoopProbe();
  const collections = observeGarbageCollection();
  const started = new WeakMap<Span, Snapshot>();
  const take = (): Snapshot => ({
    delayMs: probe.totalDelayMs(),
    cpuMs: cpuTimeMs(),
    gcMs: collections.totalMs(),
    utilization: performance.eventLoopUtilization(),
  });
  return {
    onStart(span) {
      if (span.kind === SpanKind.SERVER || span.kind === SpanKind.CONSUMER) started.set(span, take());
    },
    onEnding(span) {
      const before = started.get(span);
      if (!before) return;
      const after = take();
      span.setAttributes({
        [attribute.eventLoopDelay]: rounded(after.delayMs - before.delayMs),
        [attribute.eventLoopUtilization]: rounded(
          performance.eventLoopUtilization(after.utilization, before.utilization).utilization,
        ),
        [attribute.cpuTime]: rounded(after.cpuMs - before.cpuMs),
        [attribute.gcPause]: rounded(after.gcMs - before.gcMs),
      });
    },
    onEnd() {},
    forceFlush: () => Promise.resolve(),
    async shutdown() {
      probe.stop();
      collections.stop();
    },
  };
}

/** Sums up how late a repeating timer fires; a block that still lasts counts up to now. */
function startLoopProbe(): { totalDelayMs: () => number; stop: () => void } {
  let total = 0;
  let expected = performance.now() + probeIntervalMs;
  const timer = setInterval(() => {
    const now = performance.now();
    total += Math.max(now - expected, 0);
    expected = now + probeIntervalMs;
  }, probeIntervalMs).unref();
  return {
    totalDelayMs: () => total + Math.max(performance.now() - expected, 0),
    stop: () => clearInterval(timer),
  };
}

function observeGarbageCollection(): { totalMs: () => number; stop: () => void } {
  let total = 0;
  const observer = new PerformanceObserver(list => {
    for (const entry of list.getEntries()) total += entry.duration;
  });
  observer.observe({ entryTypes: ['gc'] });
  return { totalMs: () => total, stop: () => observer.disconnect() };
}

function cpuTimeMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
