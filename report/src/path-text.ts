import { spanNames } from '@spanshop/analysis/compare';
import { classSections, criticalPath } from '@spanshop/analysis/critical-path';
import { inMs, percent } from '@spanshop/analysis/diagnose';
import { mainRoot, type Span, type Trace } from '@spanshop/analysis/model';
import { counted, shortened, textTable } from '@spanshop/terminal';

const MOST_SECTIONS = 60;
const WIDTH = 32;

/**
 * The critical path of one trace from its start to its end, each section with its place in time.
 *
 *     web      GET /events     self  0.00 ms  2.10 ms  █·······
 *     events   SELECT events   db    3.20 ms  6.00 ms  ·███····
 */
export function pathText(trace: Trace): string {
  const root = trace.spans[mainRoot(trace) ?? -1] as Span | undefined;
  const sections = classSections(trace, criticalPath(trace)).toReversed();
  if (!root || sections.length === 0)
    return `The trace ${trace.traceId} has no critical path: it has no root that lasts.\n`;
  const total = root.endNano - root.startNano;
  const rows = sections.slice(0, MOST_SECTIONS).map(({ position, startNano, endNano, class: kind }) => {
    const from = (startNano - root.startNano) / total;
    const to = (endNano - root.startNano) / total;
    const { operation, peer } = spanNames(trace, position);
    const name = peer === '' ? operation : `${operation} → ${peer}`;
    const service = trace.spans[position]?.service ?? '';
    const numbers = [inMs((startNano - root.startNano) / 1e6), inMs((endNano - startNano) / 1e6), percent(to - from)];
    return [service, shortened(name, 44), kind, bar(from, to), ...numbers];
  });
  const more =
    sections.length > MOST_SECTIONS ? `\n… and ${counted(sections.length - MOST_SECTIONS, 'more section')}` : '';
  const head = `${trace.traceId}: ${root.name} in ${root.service}, ${inMs(total / 1e6)}, ${counted(trace.spans.length, 'span')}.`;
  const table = textTable([['service', 'what', 'class', '', 'from', 'takes', 'share'], ...rows], column => column >= 4);
  return `${head}\n\nCritical path\n${table}${more}\n`;
}

function bar(from: number, to: number): string {
  const first = Math.min(Math.floor(from * WIDTH), WIDTH - 1);
  const last = Math.max(Math.ceil(to * WIDTH), first + 1);
  return '·'.repeat(first) + '█'.repeat(last - first) + '·'.repeat(Math.max(WIDTH - last, 0));
}
