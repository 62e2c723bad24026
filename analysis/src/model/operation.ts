import { firstText } from './attributes.ts';
import { names } from './conventions.ts';
import type { Span } from './span.ts';

const variablePart = /^(\d+|[0-9a-f]{8}-[0-9a-f-]{27}|(?=[^/]*\d)[0-9a-f]{8,}|(?=(?:[^/]*\d){4})[\w.-]{12,})$/i;
const longestName = 120;
const mostRemembered = 10_000;
const remembered = new Map<string, string>();

/**
 * What a span does, by a name of few values: method and route, the query's summary, service and method of a remote call,
 * or the span's name with its variable parts (numbers, ids) replaced.
 */
export function operationOf(span: Span): string {
  const { attributes } = span;
  if (span.kind === 'server') {
    const method = firstText(attributes, names.httpMethod);
    const route = firstText(attributes, names.httpRoute);
    if (method !== undefined && route !== undefined) return `${method} ${route}`;
  }
  if (firstText(attributes, names.database) !== undefined) {
    const summary = firstText(attributes, names.querySummary);
    if (summary !== undefined) return summary;
    const operation = firstText(attributes, names.queryOperation);
    const collection = firstText(attributes, names.queryCollection);
    if (operation !== undefined && collection !== undefined) return `${operation} ${collection}`;
  }
  return generalName(span.name);
}

/** `GET /orders/8123?x=1` -> `GET /orders/{id}`: words and path segments that look like values give way. */
export function generalName(name: string): string {
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const general = name
    .slice(0, longestName)
    .replace(/\?.*$/, '')
    .split(/([/ :,=#]+)/)
    .map(part => (variablePart.test(part) ? '{id}' : part))
    .join('');
  // A bounded memory: what is forgotten is computed again, and what is long is not remembered.
  if (name.length > longestName) return general;
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(name, general);
  return general;
}
