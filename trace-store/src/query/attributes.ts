import * as messages from '../otlp/messages.ts';
import type { StoredSpan } from '../store/types.ts';
import { plainValue } from './plain-value.ts';

const STATUS_ERROR = 2;

/**
 * Whether a span, its resource, its scope or one of its events has an attribute of this value, compared as text.
 * As in Jaeger, `error` means the span's status and not an attribute: `true` for error, anything else for no error.
 */
export function hasAttribute(span: StoredSpan, key: string, value: string): boolean {
  if (key === 'error') return (messages.span.decode(span.bytes).status?.code === STATUS_ERROR) === (value === 'true');
  const { resource, scope } = span.origin;
  return (
    (mentions(span.bytes, key) && spanHas(messages.span.decode(span.bytes), key, value)) ||
    (mentions(scope, key) && listHas(messages.scope.decode(scope).attributes, key, value)) ||
    (mentions(resource, key) && listHas(messages.resource.decode(resource).attributes, key, value))
  );
}

/** Looking for the key's bytes costs a tenth of decoding. */
function mentions(bytes: Uint8Array, key: string): boolean {
  return (bytes as Buffer).includes(key);
}

function spanHas(span: messages.Span, key: string, value: string): boolean {
  return listHas(span.attributes, key, value) || span.events.some(event => listHas(event.attributes, key, value));
}

function listHas(attributes: messages.KeyValue[], key: string, value: string): boolean {
  return attributes.some(attribute => attribute.key === key && asText(attribute.value) === value);
}

/** The text of a value: itself, a number's digits, base64 of bytes, JSON of lists and maps, nothing for none. */
function asText(value: messages.AnyValue | null): string {
  const plain = plainValue(value);
  if (typeof plain === 'string') return plain;
  return plain === null ? '' : JSON.stringify(plain, (_key, part) => (typeof part === 'bigint' ? Number(part) : part));
}
