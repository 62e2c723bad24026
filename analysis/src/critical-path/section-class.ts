import {
  awaitedLock,
  firstText,
  lockWaitedFor,
  names,
  poolWaitedFor,
  receives,
  type Span,
  type Trace,
} from '../model/index.ts';
import { calleesBeside } from './calls-without-spans.ts';
import type { Section } from './critical-path.ts';
import { serverChild } from './server-child.ts';

/**
 * What the time of a section was spent on.
 * - `edge-pre`, `edge-post`: a client span's own time before and after the server span that answered it: connecting, the
 *   network, and queueing in the callee (pre) or in the caller (post). Likewise a span's time beside the server span of another
 *   service, when the call has no span of its own: the caller's work and the way are one there.
 * - `db`: a call to a database; `external`: a call to a peer that is not traced.
 * - `pool-wait`, `lock-wait`, `messaging-wait`: waiting for a connection, a lock, a message.
 * - `self`: everything else, the span's own work.
 */
export type SectionClass =
  | 'self'
  | 'edge-pre'
  | 'edge-post'
  | 'db'
  | 'external'
  | 'pool-wait'
  | 'lock-wait'
  | 'messaging-wait';

export interface ClassedSection extends Section {
  readonly class: SectionClass;
  /** Position of the server span at the other end of an edge; -1 for other classes. */
  readonly peer: number;
}

/** Classes every section of a path. Those that are more than one thing are cut, so the result is still a partition. */
export function classSections(trace: Trace, sections: readonly Section[]): readonly ClassedSection[] {
  const classed: ClassedSection[] = [];
  for (const section of sections) {
    const span = trace.spans[section.position] as Span;
    const server = span.kind === 'client' ? serverChild(trace, section.position) : -1;
    if (server >= 0) {
      cutAtServer(section, trace.spans[server] as Span, server, classed);
      continue;
    }
    const { before, after } = calleesBeside(trace, section);
    if (before >= 0 || after >= 0) cutBetween(section, before, after, classed);
    else classed.push({ ...section, class: classAt(trace, section.position), peer: -1 });
  }
  return classed;
}

/** As `classOf`, with what the parent tells: a statement inside of a wait for a lock waits. */
function classAt(trace: Trace, position: number): SectionClass {
  const own = classOf(trace.spans[position] as Span);
  return own === 'db' && awaitedLock(trace, position) !== undefined ? 'lock-wait' : own;
}

/** The class of a span's own time, for a span that is not the client of a traced server. */
export function classOf(span: Span): Exclude<SectionClass, 'edge-pre' | 'edge-post'> {
  if (span.kind === 'server') return 'self';
  if (poolWaitedFor(span) !== undefined) return 'pool-wait';
  if (lockWaitedFor(span) !== undefined) return 'lock-wait';
  if (receives(span)) return 'messaging-wait';
  if (span.kind !== 'client') return 'self';
  return firstText(span.attributes, names.database) === undefined ? 'external' : 'db';
}

/**
 * A client's own section that reaches over its server span's start or end (the server span itself was off the path) is cut
 * there. Latest piece first, as the path is ordered.
 *
 *     client  |-------------------------|
 *     server        |------------|
 *             pre...|            |...post
 */
function cutAtServer(section: Section, server: Span, peer: number, classed: ClassedSection[]): void {
  const clamp = (nano: number) => Math.min(Math.max(nano, section.startNano), section.endNano);
  const from = clamp(server.startNano);
  const to = Math.max(from, clamp(server.endNano));
  push(classed, section, to, section.endNano, 'edge-post', peer);
  push(classed, section, from, to, 'self', peer);
  push(classed, section, section.startNano, from, 'edge-pre', peer);
}

/** After one callee and before another, each gets a half: nothing tells where one way ends and the other begins. */
function cutBetween(section: Section, before: number, after: number, classed: ClassedSection[]): void {
  const { startNano, endNano } = section;
  const middleNano = Math.round((startNano + endNano) / 2);
  const cutNano = before < 0 ? startNano : after < 0 ? endNano : middleNano;
  push(classed, section, cutNano, endNano, 'edge-pre', after);
  push(classed, section, startNano, cutNano, 'edge-post', before);
}

function push(
  classed: ClassedSection[],
  { position }: Section,
  startNano: number,
  endNano: number,
  kind: SectionClass,
  peer: number,
): void {
  if (endNano > startNano) classed.push({ position, startNano, endNano, class: kind, peer });
}
