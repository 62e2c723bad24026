import { createRandom } from '../statistics/index.ts';
import type { Timeline } from './timeline.ts';

const mostSpansKept = 100_000;
const samplingSeed = 11;

/** Keeps the timelines of an even sample of the traces. */
export interface TimelineSample {
  /** `timelinesOf` is asked for those that are kept only. */
  add(spans: number, timelinesOf: () => readonly Timeline[]): void;
  timelines(): readonly Timeline[];
}

interface Kept {
  readonly lot: number;
  readonly spans: number;
  readonly timelines: readonly Timeline[];
}

/**
 * Every trace draws a lot from 0 to 1, and those below a limit are kept; the limit is halved whenever there are too many
 * spans, so that memory is bounded and each trace is as likely to be kept as any other. The seed is fixed.
 */
export function createTimelineSample(mostSpans = mostSpansKept): TimelineSample {
  const random = createRandom(samplingSeed);
  let kept: Kept[] = [];
  let [limit, spans] = [1, 0];
  return {
    add(added, timelinesOf) {
      const lot = random();
      if (lot >= limit) return;
      kept.push({ lot, spans: added, timelines: timelinesOf() });
      spans += added;
      while (spans > mostSpans && kept.length > 1) {
        limit /= 2;
        kept = kept.filter(each => each.lot < limit);
        spans = kept.reduce((sum, each) => sum + each.spans, 0);
      }
    },
    timelines: () => kept.flatMap(each => each.timelines),
  };
}
