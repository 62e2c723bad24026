import { makeSpan } from './otlp-json.ts';

/** A span that is wrong in itself, as JSON, and what is said of it. */
export interface WrongSpan {
  what: string;
  json: string;
  message: RegExp;
}

export const wrongSpans: readonly WrongSpan[] = [
  wrong('a name of a wrong type', { name: 5 }, /resourceSpans\[0\]\.scopeSpans\[0\]\.spans\[\d\]\.name/),
  wrong('a trace id that is too short', { traceId: 'abcd' }, /spans\[\d\]\.traceId.*32 hexadecimal/),
  wrong('a trace id in base64', { traceId: 'W47/95gDgQPSabYzgT/GDA==' }, /traceId/),
  wrong('a trace id of zeros', { traceId: '0'.repeat(32) }, /traceId.*zeros/),
  wrong('no trace id', { traceId: undefined }, /traceId/),
  wrong('a trace id of null', { traceId: null }, /traceId/),
  wrong('a span id that is too long', { spanId: 'a'.repeat(18) }, /spanId/),
  wrong('a parent id that is too short', { parentSpanId: 'a' }, /parentSpanId/),
  wrong('a link without ids', { links: [{}] }, /links\[0\]/),
  wrong('a time that is no number', { startTimeUnixNano: 'NaN' }, /startTimeUnixNano.*integer/),
  wrong('a time with a fraction', { startTimeUnixNano: 1.5 }, /startTimeUnixNano.*integer/),
  wrong('a negative time', { endTimeUnixNano: '-1' }, /endTimeUnixNano/),
  wrong('a time beyond 64 bits', { endTimeUnixNano: '18446744073709551616' }, /endTimeUnixNano/),
  wrong('a kind by name', { kind: 'SPAN_KIND_SERVER' }, /kind/),
  wrong('a kind that does not exist', { kind: 17 }, /kind/),
  wrong('an integer beyond 64 bits', withValue({ intValue: '9223372036854775808' }), /intValue/),
  wrong('a value of two kinds', withValue({ intValue: '1', stringValue: 'x' }), /one kind of value/),
  wrong('flags beyond 32 bits', { flags: 2 ** 32 }, /flags/),
  wrong('60,000 empty attributes', { attributes: Array(60_000).fill({}) }, /spans\[\d\].*at most 50000 elements/),
  nested(200),
  nested(100_000),
];

function wrong(what: string, fields: object, message: RegExp): WrongSpan {
  return { what, json: JSON.stringify({ ...makeSpan(), ...fields }), message };
}

function withValue(value: object): object {
  return { attributes: [{ key: 'k', value }] };
}

/** JSON.stringify cannot write it. */
function nested(depth: number): WrongSpan {
  const value = `${'{"arrayValue":{"values":['.repeat(depth)}{}${']}}'.repeat(depth)}`;
  const { json } = wrong('', { attributes: [] }, /./);
  return {
    what: `values nested ${depth} deep`,
    json: json.replace('"attributes":[]', `"attributes":[{"key":"k","value":${value}}]`),
    message: /too deep|depth|elements/,
  };
}
