import {
  awaitedLock,
  childrenOf,
  firstText,
  isElsewhere,
  isHandedOver,
  lockWaitedFor,
  names,
  poolWaitedFor,
  receives,
  type Span,
  type Trace,
} from '../model/index.ts';
import type { Section } from './critical-path.ts';

/**
 * What the time of a section was spent on.
 * - `edge-pre`, `edge-post`: a client span's own time before and after the server span that answered it: connecting, the
 *   network, and queueing in the callee (pre) or in the caller (post). Likewise that of a SERVER span around another one, for
 *   a call without a span of its own: the caller's work and the way are one there.
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

/**
 * Classes every section of a path. A client's own section that reaches over its server span's start or end (the server
 * span itself was off the path) is cut there, so the result is still a partition.
 *
 *     client  |-------------------------|
 *     server        |------------|
 *             pre...|            |...post
 */
export function classSections(trace: Trace, sections: readonly Section[]): readonly ClassedSection[] {
  const classed: ClassedSection[] = [];
  for (const section of sections) {
    const span = trace.spans[section.position] as Span;
    const peer = answerOf(trace, section.position, span);
    if (peer < 0) classed.push({ ...section, class: classAt(trace, section.position), peer });
    else cutAtServer(section, trace.spans[peer] as Span, peer, classed);
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

function answerOf(trace: Trace, position: number, span: Span): number {
  return span.kind === 'client' ? serverChild(trace, position) : directCallee(trace, position);
}

/**
 * The server span of another service that is all there is below a span which is no call itself, or -1: as below a proxy, or
 * where calls have no spans of their own.
 */
export function directCallee({ spans, tree }: Trace, position: number): number {
  const from = tree.offsets[position] as number;
  if ((tree.offsets[position + 1] as number) - from !== 1) return -1;
  const child = tree.children[from] as number;
  const [caller, callee] = [spans[position] as Span, spans[child] as Span];
  const isCall = callee.kind === 'server' && isElsewhere(caller, callee) && !isHandedOver(caller, callee);
  return isCall ? child : -1;
}

/** The first server span below a client span, or -1. */
export function serverChild(trace: Trace, position: number): number {
  for (const child of childrenOf(trace.tree, position)) if (trace.spans[child]?.kind === 'server') return child;
  return -1;
}

// Latest piece first, as the path is ordered.
function cutAtServer(section: Section, server: Span, peer: number, classed: ClassedSection[]): void {
  const { position } = section;
  const cut = (startNano: number, endNano: number, kind: SectionClass) => {
    if (endNano > startNano) classed.push({ position, startNano, endNano, class: kind, peer });
  };
  const clamp = (nano: number) => Math.min(Math.max(nano, section.startNano), section.endNano);
  const from = clamp(server.startNano);
  const to = Math.max(from, clamp(server.endNano));
  cut(to, section.endNano, 'edge-post');
  cut(from, to, 'self');
  cut(section.startNano, from, 'edge-pre');
}
