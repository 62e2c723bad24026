/**
 * Buys: a slow request tells whether its process was busy meanwhile: a blocked event loop, no processor, garbage collection.
 * Without it: such time looks as if the request itself had worked, and the diagnosis cannot name it.
 * Upstream: no convention has these of a span yet; as metrics of the process they are in instrumentation-runtime-node.
 */
import { type EventLoopUtilization, PerformanceObserver, performance } from 'node:perf_hooks';
import { SpanKind } from '@opentelemetry/api';
import type { Span, SpanProcessor } from '@opentelemetry/sdk-trace';
import { attribute } from '../attributes.ts';
import type { Refinement } from '../sdk/telemetry-parts.ts';

export const processLoad: Refinement = parts => ({
  ...parts,
  spanProcessors: [...parts.spanProcessors, createProcessLoadProcessor()],
});

/** How often the loop is probed while a span is open; a block shorter than this shows only in the CPU time. */
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
function createProcessLoadProcessor(): SpanProcessor {
  const probe = createLoopProbe();
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
      if (span.kind !== SpanKind.SERVER && span.kind !== SpanKind.CONSUMER) return;
      probe.begin();
      started.set(span, take());
    },
    onEnding(span) {
      const before = started.get(span);
      if (!before) return;
      const after = take();
      probe.end();
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

interface LoopProbe {
  /** Each beginning has its end. */
  begin(): void;
  end(): void;
  totalDelayMs(): number;
  stop(): void;
}

/**
 * Sums up how late a repeating timer fires; a block that still lasts counts up to now. It fires only between a beginning and
 * its end: in a process that idles, fifty wake-ups a second are most of its work.
 */
function createLoopProbe(): LoopProbe {
  let [open, total, expected] = [0, 0, 0];
  let timer: NodeJS.Timeout | undefined;
  const stop = () => clearInterval(timer);
  const count = () => {
    const now = performance.now();
    total += Math.max(now - expected, 0);
    expected = now + probeIntervalMs;
  };
  return {
    begin() {
      open += 1;
      if (open > 1) return;
      expected = performance.now() + probeIntervalMs;
      timer = setInterval(count, probeIntervalMs).unref();
    },
    end() {
      open -= 1;
      if (open === 0) stop();
    },
    totalDelayMs: () => total + (open > 0 ? Math.max(performance.now() - expected, 0) : 0),
    stop,
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
