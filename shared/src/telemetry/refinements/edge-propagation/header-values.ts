import type { TextMapGetter } from '@opentelemetry/api';

const surroundingWhitespace = /^[ \t]+|[ \t]+$/g;
const absent: readonly string[] = [];

/**
 * Reads every value that a carrier holds for one header.
 *
 * Node joins repeated headers of these names with `, ` into one string, HTTP/2 and message carriers may hold an array: a
 * caller that allows one value only has to look at the number of values and for commas.
 *
 * @returns no value at all if the header is absent or if any part of it is not a string
 */
export function readHeaderValues<Carrier>(
  carrier: Carrier,
  getter: TextMapGetter<Carrier>,
  name: string,
): readonly string[] {
  const found: unknown = getter.get(carrier, name);
  if (typeof found === 'string') return [found];
  return Array.isArray(found) && found.every(value => typeof value === 'string') ? found : absent;
}

/** Removes the optional whitespace (spaces and tabs, RFC 9110 section 5.6.3) around a header's value or list member. */
export function trimOptionalWhitespace(value: string): string {
  return /[ \t]/.test(value) ? value.replace(surroundingWhitespace, '') : value;
}
