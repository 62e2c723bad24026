import { spanNames } from '@spanshop/analysis/compare';
import type { ClassedSection, SectionClass } from '@spanshop/analysis/critical-path';
import { rootOf, spanAt, type TraceView } from './trace-view.ts';

/** What the request waited for, in words that need no explanation. */
export type Cause = 'own' | 'database' | 'wait' | 'network' | 'outside';

export const causes: Readonly<Record<Cause, { readonly name: string; readonly meaning: string }>> = {
  own: { name: 'own work', meaning: 'a service worked itself, and called nobody' },
  database: { name: 'database', meaning: 'a query ran' },
  wait: { name: 'waiting', meaning: 'for a connection of the pool, a lock, or a message' },
  network: { name: 'between services', meaning: 'the way to another service and back, and its queue at the door' },
  outside: { name: 'outside', meaning: 'somebody who is not traced was asked' },
};

export function causeOf(kind: SectionClass): Cause {
  switch (kind) {
    case 'self':
      return 'own';
    case 'db':
      return 'database';
    case 'edge-pre':
    case 'edge-post':
      return 'network';
    case 'external':
      return 'outside';
    default:
      return 'wait';
  }
}

export interface PathPart {
  readonly service: string;
  readonly operation: string;
  readonly cause: Cause;
  readonly totalMs: number;
  /** Of the request's duration, 0 to 1. */
  readonly share: number;
  /** Positions of the spans that it is made of, in order of time. */
  readonly positions: readonly number[];
}

/** The critical path by what was done where, the largest part first. All parts together last as long as the request. */
export function pathParts(view: TraceView): readonly PathPart[] {
  const groups = Map.groupBy(view.path, section => {
    const { operation } = spanNames(view.trace, section.position);
    return JSON.stringify([spanAt(view, section.position).service, operation, causeOf(section.class)]);
  });
  return [...groups.values()].map(group => partOf(view, group)).sort((a, b) => b.totalMs - a.totalMs);
}

/** How much of the request each cause took, the largest first; causes that took nothing are left out. */
export function causeShares(
  view: TraceView,
): readonly { readonly cause: Cause; readonly totalMs: number; readonly share: number }[] {
  const groups = Map.groupBy(view.path, section => causeOf(section.class));
  return [...groups].map(([cause, group]) => ({ cause, ...sumOf(view, group) })).sort((a, b) => b.totalMs - a.totalMs);
}

function partOf(view: TraceView, group: readonly ClassedSection[]): PathPart {
  const [first] = group as readonly [ClassedSection, ...ClassedSection[]];
  return {
    service: spanAt(view, first.position).service,
    operation: spanNames(view.trace, first.position).operation,
    cause: causeOf(first.class),
    ...sumOf(view, group),
    positions: [...new Set(group.map(({ position }) => position))],
  };
}

function sumOf(view: TraceView, group: readonly ClassedSection[]): { totalMs: number; share: number } {
  const { startNano, endNano } = rootOf(view);
  const totalNano = group.reduce((sum, section) => sum + section.endNano - section.startNano, 0);
  return { totalMs: totalNano / 1e6, share: totalNano / Math.max(endNano - startNano, 1) };
}
