import { percent } from '@spanshop/analysis/diagnose';
import type { DefectClass, DefectPlace, RunAudit } from '@spanshop/analysis/integrity';
import type { Skipped } from '@spanshop/analysis/readers';
import { counted, printable } from '@spanshop/terminal';

const mostExamples = 3;

/**
 * The integrity of a run: the verdict, then each class of defect with a few examples.
 * @param skipped what the reader could not read: with it nothing is whole.
 */
export function auditText(
  audit: RunAudit,
  linkOf: (traceId: string) => string = id => id,
  skipped: readonly Skipped[] = [],
): string {
  const { traces, spans, countByClass, spansMissing, lossRate, tracesMissing } = audit;
  if (traces === 0) return 'There are no traces to audit.\n';
  const classes = Object.entries(countByClass) as [DefectClass, number][];
  const expected = countByClass['parent-lost-with-process'] ?? 0;
  const all = classes.reduce((sum, [, count]) => sum + count, 0);
  const defects = all - expected;
  const size = `${counted(traces, 'trace')}, ${counted(spans, 'span')}`;
  const lost = skipped.reduce((sum, { count }) => sum + count, 0);
  const isWhole = defects === 0 && tracesMissing.length === 0;
  const found = `${counted(defects, 'defect')} in ${counted(audit.tracesWithDefects, 'trace')} of ${size}.`;
  const verdict = isWhole && lost === 0 ? `Whole: ${size}, 0 defects.` : found;
  const unread = lost > 0 ? [`Not whole: ${counted(lost, 'part')} of the input could not be read.`] : [];
  const loss = `Spans known to be missing: ${spansMissing} (${percent(lossRate)}).`;
  const announced = tracesMissing.length > 0 ? [`Traces that never came: ${tracesMissing.length}.`] : [];
  const inOrder: readonly DefectClass[] = [...new Set(audit.places.map(place => place.class))];
  const rankOf = (kind: DefectClass) => (inOrder.includes(kind) ? inOrder.indexOf(kind) : inOrder.length);
  const blocks = classes
    .sort(([a, countOfA], [b, countOfB]) => rankOf(a) - rankOf(b) || countOfB - countOfA)
    .map(([kind, count]) => classBlock(kind, count, audit, linkOf));
  return `${[[verdict, ...unread, loss, ...announced].join('\n'), ...blocks].join('\n\n')}\n`;
}

function classBlock(
  kind: DefectClass,
  count: number,
  { defects, places }: Pick<RunAudit, 'defects' | 'places'>,
  linkOf: (traceId: string) => string,
): string {
  const examples = defects.filter(defect => defect.class === kind).slice(0, mostExamples);
  const lines = examples.map(({ traceId, sentence }) => `  ${linkOf(traceId)}  ${printable(sentence)}`);
  const more = count > mostExamples ? [`  … and ${count - mostExamples} more`] : [];
  return [`${kind}: ${count}`, ...placeLines(kind, places), ...lines, ...more].join('\n');
}

/** Where a class of defects is, as a verdict names it: the service and what it does there. */
function placeLines(kind: DefectClass, places: readonly DefectPlace[]): string[] {
  const ofKind = places.filter(place => place.class === kind);
  const lines = ofKind.slice(0, mostExamples).map(({ service, operation, count }) => {
    return `  at ${printable(service)}: ${printable(operation)} (${count})`;
  });
  return ofKind.length > mostExamples
    ? [...lines, `  … and at ${ofKind.length - mostExamples} other operations`]
    : lines;
}
