import { spanNames } from '../compare/index.ts';
import { criticalPath } from '../critical-path/index.ts';
import { type Span, type SpanKind, type Trace, withInferredKinds } from '../model/index.ts';
import { quantileOfSorted } from '../statistics/index.ts';
import { selfNano } from './self-time.ts';

/** One operation over many traces. Times in milliseconds. */
export interface OperationRow {
  readonly service: string;
  readonly operation: string;
  readonly kind: SpanKind;
  readonly peer: string;
  readonly count: number;
  readonly meanMs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** 0 to 1. */
  readonly errorRate: number;
  /** Mean time per span in which none of its children ran. */
  readonly selfMs: number;
  /** Its part of all traces' critical paths, 0 to 1. */
  readonly pathShare: number;
}

interface Sums {
  readonly row: Pick<OperationRow, 'service' | 'operation' | 'kind' | 'peer'>;
  readonly durationsMs: number[];
  errors: number;
  selfNano: number;
  pathNano: number;
}

/** Adds up operations trace by trace; eight bytes of memory for each span. */
export interface OperationTable {
  add(trace: Trace): void;
  /** Largest share of the critical paths first. */
  rows(): readonly OperationRow[];
}

export function createOperationTable(): OperationTable {
  const operations = new Map<string, Sums>();
  let allPathsNano = 0;
  return {
    add(reported) {
      const { trace } = withInferredKinds(reported);
      const sums = trace.spans.map((span, position) => {
        const { id, operation, peer } = spanNames(trace, position);
        const { service, kind } = span;
        const known = operations.get(id) ?? { ...empty, row: { service, operation, kind, peer }, durationsMs: [] };
        operations.set(id, known);
        addSpan(known, span, selfNano(trace, position));
        return known;
      });
      for (const { position, startNano, endNano } of criticalPath(trace)) {
        (sums[position] as Sums).pathNano += endNano - startNano;
        allPathsNano += endNano - startNano;
      }
    },
    rows: () =>
      [...operations.values()]
        .map(sums => rowOf(sums, allPathsNano))
        .sort((a, b) => b.pathShare - a.pathShare || b.count - a.count || (a.operation < b.operation ? -1 : 1)),
  };
}

const empty = { errors: 0, selfNano: 0, pathNano: 0 };

function addSpan(sums: Sums, span: Span, self: number): void {
  sums.durationsMs.push(Math.max(span.endNano - span.startNano, 0) / 1e6);
  sums.selfNano += self;
  if (span.status === 'error') sums.errors += 1;
}

function rowOf(sums: Sums, allPathsNano: number): OperationRow {
  const sorted = Float64Array.from(sums.durationsMs).sort();
  const count = sorted.length;
  return {
    ...sums.row,
    count,
    meanMs: sorted.reduce((sum, value) => sum + value, 0) / count,
    p50Ms: quantileOfSorted(sorted, 0.5),
    p95Ms: quantileOfSorted(sorted, 0.95),
    p99Ms: quantileOfSorted(sorted, 0.99),
    errorRate: sums.errors / count,
    selfMs: sums.selfNano / count / 1e6,
    pathShare: allPathsNano === 0 ? 0 : sums.pathNano / allPathsNano,
  };
}
