import { classSections, clockTickNano } from '../critical-path/index.ts';
import type { Span, Trace } from '../model/index.ts';
import { pathKeyId } from './observe-path.ts';
import type { RequestFacts } from './request-facts.ts';
import { spanNames } from './span-names.ts';
import { lastingUnits, type UnitOfWork } from './units-of-work.ts';

/** When the spans of one request ran: what is needed to run it again with some of them shorter. */
export interface Timeline {
  readonly request: RequestFacts;
  /** The resolution of the clocks that its spans were started by. */
  readonly tickNano: number;
  /** The root first, parents before their children. */
  readonly spans: readonly TimelineSpan[];
}

export interface TimelineSpan {
  /** Position of the parent in the timeline; -1 for the root. */
  readonly parent: number;
  readonly startNano: number;
  readonly endNano: number;
  /** What each stretch of it is spent on while none of its children runs; together they cover it. */
  readonly own: readonly OwnTime[];
}

export interface OwnTime {
  /** `PathKey.id` */
  readonly keyId: string;
  readonly startNano: number;
  readonly endNano: number;
}

/** The timeline of each request in a trace; `requests` are those that were observed in it. */
export function timelinesOf(trace: Trace, requests: readonly RequestFacts[]): readonly Timeline[] {
  const units = lastingUnits(trace);
  return requests.map((request, index) => ({
    request,
    tickNano: clockTickNano(trace),
    spans: spansOf(trace, units[index] as UnitOfWork),
  }));
}

/** The root of a message begins when it was handed over: it lies in the queue first. */
function spansOf(trace: Trace, { root, handedOverNano, positions }: UnitOfWork): readonly TimelineSpan[] {
  const places = new Map(positions.map((position, place) => [position, place]));
  return positions.map(position => {
    const span = trace.spans[position] as Span;
    const own = ownTimes(trace, position, span);
    const parent = places.get(trace.tree.parents[position] as number) ?? -1;
    if (position !== root) return { parent, startNano: span.startNano, endNano: span.endNano, own };
    const queued: OwnTime = {
      keyId: pathKeyId(span, 'messaging-wait', spanNames(trace, root)),
      startNano: handedOverNano,
      endNano: span.startNano,
    };
    return { parent: -1, startNano: handedOverNano, endNano: span.endNano, own: [queued, ...own] };
  });
}

function ownTimes(trace: Trace, position: number, span: Span): readonly OwnTime[] {
  const { startNano, endNano } = span;
  const names = spanNames(trace, position);
  return classSections(trace, [{ position, startNano, endNano }]).map(section => ({
    keyId: pathKeyId(span, section.class, names),
    startNano: section.startNano,
    endNano: section.endNano,
  }));
}
