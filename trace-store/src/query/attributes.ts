import * as messages from '../otlp/messages.ts';
import type { StoredSpan } from '../store/types.ts';
import { parseGoBoolean } from './go-values.ts';
import { plainValue } from './plain-value.ts';

const statusNames = ['UNSET', 'OK', 'ERROR'];
const kindNames = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'];

/** Keys that mean a property of the span or its scope rather than an attribute, as in Jaeger's memory store. */
const properties: Record<string, (span: StoredSpan, value: string) => boolean> = {
  error: (span, value) => ({ true: 'ERROR', false: 'OK' })[String(parseGoBoolean(value))] === statusOf(span),
  'span.status': (span, value) => statusOf(span) === value.toUpperCase(),
  'span.kind': (span, value) => kindNames[span.operation.kind] === value.toUpperCase(),
  'scope.name': (span, value) => messages.scope.decode(span.origin.scope).name === value,
  'scope.version': (span, value) => messages.scope.decode(span.origin.scope).version === value,
};

/**
 * Whether a span has an attribute of this value, compared as text: on itself, its resource, its scope, an event or a
 * link. `resource.` before the key asks for the resource's only.
 */
export function hasAttribute(span: StoredSpan, key: string, value: string): boolean {
  const property = Object.hasOwn(properties, key) ? properties[key] : undefined;
  if (property !== undefined) return property(span, value);
  if (key.startsWith('resource.')) return resourceHas(span, key.slice('resource.'.length), value);
  return spanHas(span, key, value) || scopeHas(span, key, value) || resourceHas(span, key, value);
}

function statusOf(span: StoredSpan): string | undefined {
  return statusNames[messages.span.decode(span.bytes).status?.code ?? 0];
}

function spanHas({ bytes }: StoredSpan, key: string, value: string): boolean {
  if (!mentions(bytes, key)) return false;
  const span = messages.span.decode(bytes);
  return [span, ...span.events, ...span.links].some(({ attributes }) => listHas(attributes, key, value));
}

function scopeHas({ origin: { scope } }: StoredSpan, key: string, value: string): boolean {
  return mentions(scope, key) && listHas(messages.scope.decode(scope).attributes, key, value);
}

function resourceHas({ origin: { resource } }: StoredSpan, key: string, value: string): boolean {
  return mentions(resource, key) && listHas(messages.resource.decode(resource).attributes, key, value);
}

/** Looking for the key's bytes costs a tenth of decoding. */
function mentions(bytes: Uint8Array, key: string): boolean {
  return (bytes as Buffer).includes(key);
}

function listHas(attributes: messages.KeyValue[], key: string, value: string): boolean {
  return attributes.some(attribute => attribute.key === key && asText(attribute.value) === value);
}

/** The text of a value: itself, a number's digits, base64 of bytes, JSON of lists and maps, nothing for none. */
function asText(value: messages.AnyValue | null): string {
  const plain = plainValue(value);
  if (typeof plain === 'string') return plain;
  if (typeof plain === 'bigint') return plain.toString();
  return plain === null ? '' : JSON.stringify(plain, (_key, part) => (typeof part === 'bigint' ? Number(part) : part));
}
