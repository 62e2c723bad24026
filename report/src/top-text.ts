import type { Dependency, OperationRow, TailContributor } from '@spanshop/analysis/aggregates';
import { inferredEdges, inMs, percent } from '@spanshop/analysis/diagnose';
import { counted, shortened, textTable } from '@spanshop/terminal';

export interface TopReport {
  readonly traces: number;
  readonly spans: number;
  /** Spans whose kind was told by the spans around them. */
  readonly inferredKinds: number;
  readonly rows: readonly OperationRow[];
  readonly dependencies: readonly Dependency[];
  readonly tail: readonly TailContributor[];
}

const mostRows = 15;
const longestName = 44;

/** Where the time goes: operations by their share of the critical paths, who calls whom, what makes the slowest slow. */
export function topText({ traces, spans, inferredKinds, rows, dependencies, tail }: TopReport): string {
  if (traces === 0) return 'There are no traces.\n';
  const head = ['operation', 'service', 'kind', 'count', 'mean', 'p50', 'p95', 'p99', 'errors', 'self', 'path'];
  const operations = rows
    .slice(0, mostRows)
    .map(row => [
      shortened(row.peer === '' ? row.operation : `${row.operation} → ${row.peer}`, longestName),
      row.service,
      row.kind,
      String(row.count),
      inMs(row.meanMs),
      inMs(row.p50Ms),
      inMs(row.p95Ms),
      inMs(row.p99Ms),
      percent(row.errorRate),
      inMs(row.selfMs),
      percent(row.pathShare),
    ]);
  const more = rows.length > mostRows ? `\n… and ${counted(rows.length - mostRows, 'more operation')}` : '';
  return [
    [`${counted(traces, 'trace')}, ${counted(spans, 'span')}.`, ...inferredEdges({ spans, inferredKinds })].join('\n'),
    `By share of the critical path\n${textTable([head, ...operations], column => column >= 3)}${more}`,
    `Who calls whom\n${textTable([dependencyHead, ...dependencies.slice(0, mostRows).map(dependencyRow)], column => column >= 2)}`,
    tail.length > 0
      ? `What the slowest 5 % spend more time on\n${textTable([tailHead, ...tail.map(tailRow)], column => column >= 3)}`
      : '',
  ]
    .filter(part => part !== '')
    .join('\n\n')
    .concat('\n');
}

const dependencyHead = ['caller', 'callee', 'calls', 'per second', 'mean', 'p95', 'errors'];

function dependencyRow({ caller, callee, calls, perSecond, meanMs, p95Ms, errorRate }: Dependency): string[] {
  return [caller, callee, String(calls), perSecond.toFixed(1), inMs(meanMs), inMs(p95Ms), percent(errorRate)];
}

const tailHead = ['operation', 'service', 'class', 'more per request', 'share'];

function tailRow({ operation, service, class: kind, moreMs, share }: TailContributor): string[] {
  return [shortened(operation, longestName), service, kind, inMs(moreMs), percent(share)];
}
