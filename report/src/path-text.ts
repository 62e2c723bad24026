import { inferredEdges, inMs, percent } from '@spanshop/analysis/diagnose';
import type { Trace } from '@spanshop/analysis/model';
import { counted, printable, shortened, textTable } from '@spanshop/terminal';
import { type PathReport, type PathStretch, pathReport } from './path-report.ts';

const mostStretches = 60;
const width = 32;

/**
 * The critical path of one trace from its start to its end, each stretch with its place in time.
 *
 *     web      GET /events     self  0.00 ms  2.10 ms  █·······
 *     events   SELECT events   db    3.20 ms  6.00 ms  ·███····
 */
export function pathText(trace: Trace): string {
  const report = pathReport(trace);
  if (!report) return `The trace ${trace.traceId} has no critical path: it has no root that lasts.\n`;
  const { traceId, root, durationMs, spans, inferredKinds, path } = report;
  const rows = path.slice(0, mostStretches).map(stretch => rowOf(stretch, durationMs));
  const more = path.length > mostStretches ? `\n… and ${counted(path.length - mostStretches, 'more section')}` : '';
  const name = `${printable(root.name)} in ${printable(root.service)}`;
  const head = `${traceId}: ${name}, ${inMs(durationMs)}, ${counted(spans, 'span')}.`;
  const table = textTable([['service', 'what', 'class', '', 'from', 'takes', 'share'], ...rows], column => column >= 4);
  const notes = [...inferredEdges({ spans, inferredKinds }), ...report.corrections.map(correctionLine)];
  return `${[head, ...notes].join('\n')}\n\nCritical path\n${table}${more}\n`;
}

function correctionLine({ service, byMs }: PathReport['corrections'][number]): string {
  const direction = byMs > 0 ? 'put forward' : 'put back';
  return `The clock of ${printable(service)} was ${direction} by ${inMs(Math.abs(byMs))}: it disagreed with its callers.`;
}

function rowOf({ service, operation, peer, class: kind, startMs, durationMs, share }: PathStretch, totalMs: number) {
  const name = peer === '' ? operation : `${operation} → ${peer}`;
  const line = bar(startMs / totalMs, (startMs + durationMs) / totalMs);
  return [service, shortened(name, 44), kind, line, inMs(startMs), inMs(durationMs), percent(share)];
}

function bar(from: number, to: number): string {
  const first = Math.min(Math.floor(from * width), width - 1);
  const last = Math.max(Math.ceil(to * width), first + 1);
  return '·'.repeat(first) + '█'.repeat(last - first) + '·'.repeat(Math.max(width - last, 0));
}
