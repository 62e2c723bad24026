import { spanNames } from '../compare/index.ts';
import { isElsewhere, type Span, type Trace, withInferredKinds } from '../model/index.ts';
import { mean, quantile } from '../statistics/index.ts';

/** Calls and messages from one service to another service, or calls to a peer that is not traced. */
export interface Dependency {
  readonly caller: string;
  readonly callee: string;
  readonly calls: number;
  readonly perSecond: number;
  /** As the caller sees it, or the callee where the caller has no CLIENT span for it; milliseconds. */
  readonly meanMs: number;
  readonly p95Ms: number;
  readonly errorRate: number;
}

/**
 * Who calls whom, added up trace by trace; eight bytes of memory for each. From CLIENT spans, and from spans below one of
 * another service that is none: a service behind a proxy that has SERVER spans only, the consumers of a message.
 */
export interface DependencyGraph {
  add(trace: Trace): void;
  /** The busiest first. */
  dependencies(windowMs: number): readonly Dependency[];
}

export function createDependencyGraph(): DependencyGraph {
  const edges = new Map<string, { caller: string; callee: string; errors: number; durationsMs: number[] }>();
  const count = (span: Span, caller: string, callee: string): void => {
    if (callee === '') return;
    const id = `${caller}\u0000${callee}`;
    const edge = edges.get(id) ?? { caller, callee, errors: 0, durationsMs: [] };
    edges.set(id, edge);
    edge.durationsMs.push(Math.max(span.endNano - span.startNano, 0) / 1e6);
    if (span.status === 'error') edge.errors += 1;
  };
  return {
    add(reported) {
      const { trace } = withInferredKinds(reported);
      trace.spans.forEach((span, position) => {
        if (span.kind === 'client') count(span, span.service, spanNames(trace, position).peer);
        const parent = trace.spans[trace.tree.parents[position] as number];
        const isDirect = parent !== undefined && parent.kind !== 'client' && isElsewhere(parent, span);
        if (isDirect) count(span, parent.service, span.service);
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
