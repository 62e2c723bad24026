import { generalName, operationOf, type Span } from '@spanshop/analysis/model';

/** What one span is called: as in every table, but a name that was made general there is the span's own here. */
export function titleOf(span: Span): string {
  const operation = operationOf(span);
  const title = operation === generalName(span.name) ? span.name : operation;
  return title === '' ? '(without a name)' : title;
}
