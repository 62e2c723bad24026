import type { Attributes, AttributeValue, Span, Trace } from '@spanshop/analysis/model';

/**
 * Whether one span of a trace has all of these attributes, compared as text: on itself, its process, an event or a link. Jaeger
 * before 2.20 takes attributes in a search and does not look at them, so that what it finds has to be looked through again.
 */
export function hasAttributes(trace: Trace, wanted: Readonly<Record<string, string>>): boolean {
  const entries = Object.entries(wanted);
  return entries.length === 0 || trace.spans.some(span => entries.every(([name, value]) => has(span, name, value)));
}

function has(span: Span, name: string, value: string): boolean {
  if (name === 'error')
    return value === (span.status === 'error' ? 'true' : span.status === 'ok' ? 'false' : undefined);
  // Properties of a span that Jaeger searches like attributes, and that are left to it.
  if (/^(span|scope)\./.test(name)) return true;
  const places: readonly Attributes[] = [
    span.attributes,
    span.resource.attributes,
    ...[...span.events, ...span.links].map(({ attributes }) => attributes),
  ];
  const key = name.replace(/^resource\./, '');
  return places.some(attributes => Object.hasOwn(attributes, key) && asText(attributes[key]) === value);
}

function asText(value: AttributeValue | undefined): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
