/**
 * Buys: spans that ran one after the other are shown so, down to the microsecond, which critical paths need.
 * Without it: starts are cut to whole milliseconds, and siblings seem to overlap.
 * Upstream: open, open-telemetry/opentelemetry-js#6816 asks for a clock of one's own.
 */
import type { HrTime } from '@opentelemetry/api';
import type { Span, SpanProcessor } from '@opentelemetry/sdk-trace';
import type { Refinement } from '../sdk/telemetry-parts.ts';
import { onWholeMicroseconds } from './whole-microseconds.ts';

export const preciseStart: Refinement = parts => {
  const { zipkin } = parts.exporters;
  return {
    ...parts,
    spanProcessors: [createPreciseStartProcessor(), ...parts.spanProcessors],
    exporters: zipkin ? { ...parts.exporters, zipkin: onWholeMicroseconds(zipkin) } : parts.exporters,
  };
};

/** What the SDK keeps to itself of a span; tests tell when it does not any more. */
interface SpanClock {
  startTime: HrTime;
  /** Where on the monotonic clock the span began: ends and events are measured from there. */
  _performanceStartTime: number;
  /** Whether the span was given a start of its own. */
  _startTimeProvided: boolean;
}

/**
 * The SDK takes a span's start from Date.now(), in whole milliseconds, although it measures the duration finer
 * (open-telemetry/opentelemetry-js#6816): siblings that ran one after the other then look as if they overlapped.
 * This processor sets the start from the monotonic clock before anything reads it; the SDK derives the end and the events
 * from the start. Spans that were given a start of their own keep it.
 */
function createPreciseStartProcessor(now: () => WallClockReading = createWallClock()): SpanProcessor {
  return {
    onStart(span: Span) {
      const clock = span as unknown as SpanClock;
      if (clock._startTimeProvided) return;
      const { wallMs, monotonicMs } = now();
      clock.startTime = toHrTime(wallMs);
      clock._performanceStartTime = monotonicMs;
    },
    onEnd() {},
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  };
}

/** One instant on both clocks. */
export interface WallClockReading {
  /** Milliseconds since 1970, with a fraction. */
  wallMs: number;
  monotonicMs: number;
}

/**
 * Wall-clock milliseconds with the monotonic clock's resolution. timeOrigin + now() drifts from the wall clock, so the
 * offset between the two moves whenever they contradict each other about the millisecond. The process may lose the
 * processor between two readings: the wall clock is read between two of the monotonic clock, and where either agrees with
 * it nothing moves.
 */
export function createWallClock(
  wall: () => number = Date.now,
  monotonic: () => number = () => performance.now(),
  origin = performance.timeOrigin,
): () => WallClockReading {
  const endOfMillisecond = 0.999;
  let offset = origin;
  return () => {
    const before = monotonic();
    const millisecond = wall();
    const after = monotonic();
    if (after + offset < millisecond) offset = millisecond - after;
    else if (before + offset >= millisecond + 1) offset = millisecond + endOfMillisecond - before;
    return { wallMs: after + offset, monotonicMs: after };
  };
}

function toHrTime(milliseconds: number): HrTime {
  const seconds = Math.floor(milliseconds / 1_000);
  return [seconds, Math.round((milliseconds - seconds * 1_000) * 1_000_000)];
}
