import { valueText } from './attribute-groups.ts';
import type { TraceView } from './trace-view.ts';

/** Positions of the spans in whose name, service or attributes a text appears, in the order of the rows; none for no text. */
export function matchingSpans({ trace, order }: Pick<TraceView, 'trace' | 'order'>, text: string): readonly number[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  const has = (value: string) => value.toLowerCase().includes(wanted);
  return [...order].filter(position => {
    const span = trace.spans[position];
    if (!span) return false;
    if (has(span.name) || has(span.service) || span.spanId === wanted) return true;
    return Object.entries(span.attributes).some(([name, value]) => has(name) || has(valueText(value)));
  });
}
