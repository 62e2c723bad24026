import type { HrTime } from '@opentelemetry/api';
import type { Span, SpanProcessor } from '@opentelemetry/sdk-trace';

/**
 * The SDK takes a span's start from Date.now(), in whole milliseconds, although it measures the duration finer
 * (open-telemetry/opentelemetry-js#6816): siblings that ran one after the other then look as if they overlapped.
 * This processor sets the start from the monotonic clock before anything reads it; the SDK derives the end and the events
 * from the start. Spans that were given a start of their own keep it.
 */
export function createPreciseStartProcessor(now: () => number = createWallClock()): SpanProcessor {
  return {
    onStart(span: Span) {
      const truncated = span.startTime[1] % 1_000_000 === 0;
      if (truncated) (span as { startTime: HrTime }).startTime = toHrTime(now());
    },
    onEnd() {},
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  };
}

/**
 * Wall-clock milliseconds with the monotonic clock's resolution. timeOrigin + now() drifts from the wall clock, so the
 * offset moves whenever the two disagree about the millisecond: the result never leaves the one that Date.now() names.
 */
export function createWallClock(
  wall: () => number = Date.now,
  monotonic: () => number = () => performance.timeOrigin + performance.now(),
): () => number {
  const endOfMillisecond = 0.999;
  let offset = 0;
  return () => {
    const millisecond = wall();
    const fine = monotonic() + offset;
    const clamped = Math.min(Math.max(fine, millisecond), millisecond + endOfMillisecond);
    offset += clamped - fine;
    return clamped;
  };
}

function toHrTime(milliseconds: number): HrTime {
  const seconds = Math.floor(milliseconds / 1_000);
  return [seconds, Math.round((milliseconds - seconds * 1_000) * 1_000_000)];
}
