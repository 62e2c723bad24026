import type { Trace } from '../model/index.ts';
import { createRandom } from '../statistics/index.ts';
import type { RequestFacts } from './request-facts.ts';
import { type Timeline, timelinesOf } from './timeline.ts';

const mostSpansKept = 100_000;
const samplingSeed = 11;

/** Keeps the timelines of an even sample of the traces. */
export interface TimelineSample {
  add(trace: Trace, requests: readonly RequestFacts[]): void;
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
    add(trace, requests) {
      const lot = random();
      if (lot >= limit) return;
      kept.push({ lot, spans: trace.spans.length, timelines: timelinesOf(trace, requests) });
      spans += trace.spans.length;
      while (spans > mostSpans && kept.length > 1) {
        limit /= 2;
        kept = kept.filter(each => each.lot < limit);
        spans = kept.reduce((sum, each) => sum + each.spans, 0);
      }
    },
    timelines: () => kept.flatMap(each => each.timelines),
  };
}
