import type { Timeline } from '../compare/index.ts';
import { toleranceOf } from '../critical-path/index.ts';
import { type Frame, framesOf } from './frames.ts';

/** By which factor a span's own time of one key (`PathKey.id`) is longer or shorter; 1 leaves it as it was. */
export type FactorOf = (keyId: string) => number;

/**
 * How long a request would have taken, in nanoseconds, if some of its spans' own time were longer or shorter. Every span is
 * run again: a child starts after everything that had ended before it started, and as long after the last of them as it
 * did; its parent ends as long after the last child as it did. So the path moves to what ran beside, instead of time
 * being subtracted that others took as well.
 *
 *     A  |-----------------------|             A  |------------------|
 *     B    |-------------|                     B    |---|                 B shortened to a third
 *     C    |---------|            becomes      C    |---------|           now C is waited for
 *     D                   |----|               D               |----|
 *
 * With factors of 1 the answer is the request's latency exactly. O(n log n) for n spans, no recursion.
 *
 * Assumptions: those of the critical path. Whatever ended before was waited for, which makes a predicted gain smaller
 * rather than larger; and one request does not make room for another, so queues shorten only where their time is scaled.
 */
export function recomputeLatencyNano({ spans, tickNano }: Timeline, factorOf: FactorOf): number {
  const frames = framesOf(spans);
  const lastingNano = new Float64Array(frames.length);
  // Children stand behind their parents, so all of them are known when their parent's turn comes.
  for (let position = frames.length - 1; position >= 0; position--) {
    lastingNano[position] = runAgain(frames, position, lastingNano, tickNano, factorOf);
  }
  return lastingNano[0] ?? 0;
}

function runAgain(
  frames: readonly Frame[],
  position: number,
  lastingNano: Float64Array,
  tickNano: number,
  factorOf: FactorOf,
): number {
  const frame = frames[position] as Frame;
  if (frame.hiNano <= frame.loNano) return 0;
  const toleranceNano = toleranceOf(frame.hiNano - frame.loNano, tickNano);
  const endedBy = (child: number) => {
    const { loNano, hiNano } = frames[child] as Frame;
    return Math.max(hiNano - toleranceNano, loNano);
  };
  const byEnd = frame.children.toSorted((one, other) => endedBy(one) - endedBy(other));
  const endsNano = new Map<number, number>();
  const waited = createWait(frame, factorOf);
  let ended = 0;
  const nextHasEndedBy = (nano: number) => {
    const next = byEnd[ended];
    return next !== undefined && endsNano.has(next) && endedBy(next) <= nano;
  };
  const waitForNext = () => {
    const child = byEnd[ended++] as number;
    const { loNano, hiNano } = frames[child] as Frame;
    const factor = (lastingNano[child] as number) / (hiNano - loNano);
    waited.for({ hiNano, endsNano: endsNano.get(child) as number, factor });
  };

  for (const child of frame.children) {
    const { loNano } = frames[child] as Frame;
    while (nextHasEndedBy(loNano)) waitForNext();
    endsNano.set(child, waited.until(loNano) + (lastingNano[child] as number));
  }
  while (ended < byEnd.length) waitForNext();
  return waited.until(frame.hiNano);
}

/** What a span has waited for so far: until when as it ran, and until when, counted from its start, as it runs now. */
function createWait(frame: Frame, factorOf: FactorOf) {
  let [lastNano, nowNano, overlapFactor] = [frame.loNano, 0, 1];
  return {
    /** `factor`: the child's new duration over its old one. */
    for({ hiNano, endsNano, factor }: { hiNano: number; endsNano: number; factor: number }): void {
      nowNano = Math.max(nowNano, endsNano);
      if (hiNano <= lastNano) return;
      lastNano = hiNano;
      overlapFactor = factor;
    },
    /** When the moment `nano` is now. One shortly before the last end, within the clocks' tolerance, moves with what it overlaps. */
    until(nano: number): number {
      if (nano < lastNano) return Math.max(nowNano + (nano - lastNano) * overlapFactor, 0);
      return nowNano + scaledNano(frame, lastNano, nano, factorOf);
    },
  };
}

function scaledNano({ span }: Frame, fromNano: number, toNano: number, factorOf: FactorOf): number {
  let scaled = 0;
  for (const { keyId, startNano, endNano } of span.own) {
    const nano = Math.min(endNano, toNano) - Math.max(startNano, fromNano);
    if (nano > 0) scaled += nano * factorOf(keyId);
  }
  return scaled;
}
