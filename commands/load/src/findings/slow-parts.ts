import { spanNames } from '@spanshop/analysis/compare';
import { classSections, criticalPath } from '@spanshop/analysis/critical-path';
import { mainRoot, type Trace } from '@spanshop/analysis/model';
import type { SlowPart } from './findings-record.ts';

const mostParts = 10;

/** Adds up the time of requests by service, operation, and what kind of time it is. */
export interface SlowParts {
  /** @param durationMs as k6 measured it */
  add(trace: Trace, durationMs: number): void;
  /** How many traces were added that say anything. */
  traces(): number;
  /** The largest first. */
  list(): SlowPart[];
}

/**
 * Takes a request's time apart as the critical path of its trace says. What k6 measured beyond the trace's root is a part of
 * its own:
 *
 *     k6        |-----------------------------|
 *     gateway        |-------------------|
 *                ....                     ....  outside: network, accept queue, k6 itself
 */
export function createSlowParts(): SlowParts {
  const parts = new Map<string, SlowPart & { nano: number }>();
  let allNano = 0;
  let traces = 0;
  const addPart = (part: Omit<SlowPart, 'share'>, nano: number) => {
    const id = JSON.stringify(part);
    const known = parts.get(id) ?? { ...part, share: 0, nano: 0 };
    known.nano += nano;
    allNano += nano;
    parts.set(id, known);
  };
  return {
    add(trace: Trace, durationMs: number): void {
      const root = trace.spans[mainRoot(trace) ?? -1];
      if (!root) return;
      traces += 1;
      for (const { position, startNano, endNano, class: kind } of classSections(trace, criticalPath(trace))) {
        const { operation, peer } = spanNames(trace, position);
        addPart({ service: trace.spans[position]?.service ?? '', operation, class: kind, peer }, endNano - startNano);
      }
      const outsideNano = durationMs * 1e6 - (root.endNano - root.startNano);
      if (outsideNano <= 0) return;
      addPart({ service: root.service, operation: '', class: 'outside', peer: '' }, outsideNano);
    },
    traces: () => traces,
    list: (): SlowPart[] =>
      [...parts.values()]
        .sort((a, b) => b.nano - a.nano)
        .slice(0, mostParts)
        .map(({ nano, ...part }) => ({ ...part, share: nano / allNano })),
  };
}
