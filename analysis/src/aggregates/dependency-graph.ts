import { spanNames } from '../compare/index.ts';
import type { Trace } from '../model/index.ts';
import { mean, quantile } from '../statistics/index.ts';

/** Calls from one service to another service or to a peer that is not traced. */
export interface Dependency {
  readonly caller: string;
  readonly callee: string;
  readonly calls: number;
  readonly perSecond: number;
  /** As the caller sees it, milliseconds. */
  readonly meanMs: number;
  readonly p95Ms: number;
  readonly errorRate: number;
}

/** Who calls whom, added up trace by trace from client spans; eight bytes of memory for each. */
export interface DependencyGraph {
  add(trace: Trace): void;
  /** The busiest first. */
  dependencies(windowMs: number): readonly Dependency[];
}

export function createDependencyGraph(): DependencyGraph {
  const edges = new Map<string, { caller: string; callee: string; errors: number; durationsMs: number[] }>();
  return {
    add(trace) {
      trace.spans.forEach((span, position) => {
        if (span.kind !== 'client') return;
        const { peer } = spanNames(trace, position);
        if (peer === '') return;
        const id = `${span.service}\u0000${peer}`;
        const edge = edges.get(id) ?? { caller: span.service, callee: peer, errors: 0, durationsMs: [] };
        edges.set(id, edge);
        edge.durationsMs.push(Math.max(span.endNano - span.startNano, 0) / 1e6);
        if (span.status === 'error') edge.errors += 1;
      });
    },
    dependencies: windowMs =>
      [...edges.values()]
        .map(({ caller, callee, errors, durationsMs }) => ({
          caller,
          callee,
          calls: durationsMs.length,
          perSecond: windowMs > 0 ? (durationsMs.length * 1000) / windowMs : 0,
          meanMs: mean(durationsMs),
          p95Ms: quantile(durationsMs, 0.95),
          errorRate: errors / durationsMs.length,
        }))
        .sort((a, b) => b.calls - a.calls || (a.caller + a.callee < b.caller + b.callee ? -1 : 1)),
  };
}
