import { classSections, clockTickNano, stretchesOf } from '../critical-path/index.ts';
import type { Span, Trace } from '../model/index.ts';
import { pathKeyId } from './observe-path.ts';
import type { RequestFacts } from './request-facts.ts';
import type { SpanNames } from './span-names.ts';
import type { UnitOfWork } from './units-of-work.ts';

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

/** `request`: what was observed of the unit. */
export function timelineOf(
  trace: Trace,
  { root, handedOverNano, positions }: UnitOfWork,
  namesAt: (position: number) => SpanNames,
  request: RequestFacts,
): Timeline {
  const places = new Map(positions.map((position, place) => [position, place]));
  const spans = positions.map((position): TimelineSpan => {
    const span = trace.spans[position] as Span;
    const { startNano, endNano } = span;
    const own = ownTimes(trace, position, namesAt(position));
    if (position !== root)
      return { parent: places.get(trace.tree.parents[position] as number) ?? 0, startNano, endNano, own };
    // The root of a message begins when it was handed over: it lies in the queue first.
    const keyId = pathKeyId(trace, { position: root, class: 'messaging-wait', peer: -1 }, namesAt(root));
    const queued: OwnTime = { keyId, startNano: handedOverNano, endNano: startNano };
    return { parent: -1, startNano: handedOverNano, endNano, own: [queued, ...own] };
  });
  return { request, tickNano: clockTickNano(trace), spans };
}

function ownTimes(trace: Trace, position: number, names: SpanNames): readonly OwnTime[] {
  return classSections(trace, stretchesOf(trace, position)).map(section => ({
    keyId: pathKeyId(trace, section, names),
    startNano: section.startNano,
    endNano: section.endNano,
  }));
}
