import { durationNano, operationOf, type Span, type Trace, unixMsOf } from '../model/index.ts';
import { nextSteps } from './next-steps.ts';
import { observeDimensions } from './observe-dimensions.ts';
import { observeOperations } from './observe-operations.ts';
import { observePath } from './observe-path.ts';
import { observeResources } from './observe-resources.ts';
import { addRowLocks } from './observe-row-locks.ts';
import type { PathKey } from './path-key.ts';
import type { RequestFacts } from './request-facts.ts';
import { type SpanNames, spanNames } from './span-names.ts';
import { type Timeline, timelineOf } from './timeline.ts';
import { type UnitOfWork, unitsOfWork } from './units-of-work.ts';

export interface ObservedTrace {
  readonly requests: readonly RequestFacts[];
  /** The timeline of each of them, for which the trace has to be there still. */
  timelines(): readonly Timeline[];
}

/** The facts of every request in a trace: one for its root, one for each message consumed. */
export function observeTrace(trace: Trace, keys: Map<string, PathKey>): ObservedTrace {
  const known: (SpanNames | undefined)[] = new Array(trace.spans.length);
  const namesAt = (position: number): SpanNames => {
    const names = known[position] ?? spanNames(trace, position);
    known[position] = names;
    return names;
  };
  const units = unitsOfWork(trace);
  const entered = units[0]?.root ?? 0;
  const lasting = units.filter(({ root }) => durationNano(trace.spans[root] as Span) > 0);
  const requests = lasting.map(unit => observeUnit(trace, unit, entered, namesAt, keys));
  const timelines = () =>
    lasting.map((unit, index) => timelineOf(trace, unit, namesAt, requests[index] as RequestFacts));
  return { requests, timelines };
}

function observeUnit(
  trace: Trace,
  unit: UnitOfWork,
  entered: number,
  namesAt: (position: number) => SpanNames,
  keys: Map<string, PathKey>,
): RequestFacts {
  const root = trace.spans[unit.root] as Span;
  const entryAt = entryOperations(trace, unit.positions);
  const resources = observeResources(trace, unit.positions, entryAt);
  addRowLocks(resources, trace, unit.positions, position => namesAt(position).operation, entryAt);
  return {
    traceId: trace.traceId,
    endpoint: `${root.service} ${operationOf(root)}`,
    next: nextSteps(trace, unit),
    startUnixMs: unixMsOf(trace, root.startNano),
    latencyNano: root.endNano - unit.handedOverNano,
    failed: root.status === 'error',
    path: observePath(trace, unit, namesAt, keys),
    ...observeOperations(trace, unit.positions, namesAt, entryAt),
    resources,
    dimensions: observeDimensions(trace, [entered, unit.root], unit.positions),
  };
}

/** By which operation each span's service was entered. Parents stand before their children in `positions`. */
function entryOperations(trace: Trace, positions: readonly number[]): (position: number) => string {
  const entries = new Map<number, string>();
  for (const position of positions) {
    const span = trace.spans[position] as Span;
    const parent = trace.tree.parents[position] as number;
    const inherited = trace.spans[parent]?.service === span.service ? entries.get(parent) : undefined;
    const isEntry = span.kind === 'server' || span.kind === 'consumer' || inherited === undefined;
    entries.set(position, isEntry ? operationOf(span) : (inherited as string));
  }
  return position => entries.get(position) ?? '';
}
