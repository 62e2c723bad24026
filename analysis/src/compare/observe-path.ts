import { type ClassedSection, classSections, criticalPath } from '../critical-path/index.ts';
import { awaitedLock, firstText, names, operationOf, poolWaitedFor, type Span, type Trace } from '../model/index.ts';
import { joinId, type PathKey } from './path-key.ts';
import type { PathShare } from './request-facts.ts';
import type { SpanNames } from './span-names.ts';
import type { UnitOfWork } from './units-of-work.ts';

/**
 * The unit's latency by path key. Keys met for the first time are added to `keys`.
 *
 *     handed over   root's start          root's end
 *     |.............|---------------------|
 *     messaging-wait  the critical path
 */
export function observePath(
  trace: Trace,
  unit: UnitOfWork,
  namesAt: (position: number) => SpanNames,
  keys: Map<string, PathKey>,
): ReadonlyMap<string, PathShare> {
  const path = new Map<string, PathShare>();
  const lastCounted = new Map<string, number>();
  const add = (section: ClassedSection) => {
    const key = keyOf(trace, section, namesAt(section.position), keys);
    const share = path.get(key) ?? { nano: 0, calls: 0 };
    share.nano += section.endNano - section.startNano;
    if (lastCounted.get(key) !== section.position) share.calls += 1;
    lastCounted.set(key, section.position);
    path.set(key, share);
  };
  for (const section of classSections(trace, criticalPath(trace, unit.root))) add(section);

  const root = trace.spans[unit.root] as Span;
  if (unit.handedOverNano < root.startNano) {
    const waiting = { position: unit.root, startNano: unit.handedOverNano, endNano: root.startNano, peer: -1 };
    add({ ...waiting, class: 'messaging-wait' });
  }
  return path;
}

type Place = Pick<ClassedSection, 'position' | 'class' | 'peer'>;

/** `PathKey.id` of a span's time of one class. */
export function pathKeyId(trace: Trace, place: Place, spanNames: SpanNames): string {
  const { peer, peerOperation } = otherEnd(trace, place, spanNames);
  return joinId(spanNames.id, place.class, peer, peerOperation);
}

function keyOf(trace: Trace, section: ClassedSection, spanNames: SpanNames, keys: Map<string, PathKey>): string {
  const id = pathKeyId(trace, section, spanNames);
  if (!keys.has(id)) {
    const { service } = trace.spans[section.position] as Span;
    const { operation, id: operationId } = spanNames;
    const end = otherEnd(trace, section, spanNames);
    keys.set(id, { id, service, operation, class: section.class, ...end, operationId });
  }
  return id;
}

function otherEnd(trace: Trace, place: Place, spanNames: SpanNames): Pick<PathKey, 'peer' | 'peerOperation'> {
  if (place.class !== 'edge-pre' && place.class !== 'edge-post') {
    return { peer: peerOf(trace, place, spanNames), peerOperation: '' };
  }
  const answer = trace.spans[place.peer] as Span;
  return { peer: answer.service, peerOperation: operationOf(answer) };
}

function peerOf(trace: Trace, { position, class: sectionClass }: Place, spanNames: SpanNames): string {
  const span = trace.spans[position] as Span;
  if (sectionClass === 'pool-wait') return poolWaitedFor(span) ?? '';
  if (sectionClass === 'lock-wait') return awaitedLock(trace, position) ?? '';
  if (sectionClass === 'messaging-wait') return firstText(span.attributes, names.destination) ?? '';
  return spanNames.peer;
}
