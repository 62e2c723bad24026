import { z } from 'zod';
import { fromBigInt } from './int64.ts';
import type { AnyValue, KeyValue } from './messages.ts';

/*
 * OTLP/JSON: proto3's JSON mapping, except that ids are hex and enums are numbers only. Unknown fields are ignored, as
 * the protocol asks; null means that a field is absent; 64-bit integers come as strings or numbers. Parsing gives messages
 * ready to be encoded. Each list of spans, and of what holds spans, is left to be checked one by one.
 */

const maxUint32 = 0xffff_ffff;
const uint32 = z.int().min(0).max(maxUint32);
const text = z.string();

const bytesOfHex = (length: number) =>
  z
    .string()
    .regex(new RegExp(`^[0-9a-fA-F]{${length * 2}}$`), `expected ${length * 2} hexadecimal digits`)
    .transform(hex => Buffer.from(hex, 'hex'));
const traceId = bytesOfHex(16);
const spanId = bytesOfHex(8);

const integer = (min: bigint, max: bigint) => {
  const expected = `expected an integer from ${min} to ${max}, as string or number`;
  return z
    .union(
      [z.bigint(), z.number().refine(Number.isInteger, expected), z.string().regex(/^-?\d{1,20}$/, expected)],
      expected,
    )
    .transform(BigInt)
    .refine(value => value >= min && value <= max, expected)
    .transform(fromBigInt);
};
const fixed64 = integer(0n, 2n ** 64n - 1n);
const int64 = integer(-(2n ** 63n), 2n ** 63n - 1n);

function list<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform(items => items ?? []);
}

const double = z.union([
  z.number(),
  z.bigint().transform(Number),
  z.enum(['NaN', 'Infinity', '-Infinity']).transform(Number),
  z
    .string()
    .regex(/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/)
    .transform(Number),
]);

const anyValue: z.ZodType<AnyValue> = z
  .object({
    stringValue: text.nullish(),
    boolValue: z.boolean().nullish(),
    intValue: int64.nullish(),
    doubleValue: double.nullish(),
    get arrayValue() {
      return z.object({ values: list(anyValue) }).nullish();
    },
    get kvlistValue() {
      return z.object({ values: list(keyValue) }).nullish();
    },
    bytesValue: z
      .base64()
      .transform(value => Buffer.from(value, 'base64'))
      .nullish(),
  })
  .refine(
    value => Object.values(value).filter(kind => kind != null).length <= 1,
    'expected at most one kind of value',
  ) as z.ZodType<AnyValue>;

const keyValue: z.ZodType<KeyValue> = z.object({
  key: text.nullish(),
  value: anyValue.nullish(),
}) as unknown as z.ZodType<KeyValue>;

const attributes = { attributes: z.array(keyValue).nullish(), droppedAttributesCount: uint32.nullish() };

const event = z.object({ timeUnixNano: fixed64.nullish(), name: text.nullish(), ...attributes });

const link = z.object({
  traceId,
  spanId,
  traceState: text.nullish(),
  flags: uint32.nullish(),
  ...attributes,
});

export const spanSchema = z.object({
  traceId,
  spanId,
  traceState: text.nullish(),
  parentSpanId: z.union([spanId, z.literal('').transform(() => undefined)], 'expected 16 hexadecimal digits').nullish(),
  flags: uint32.nullish(),
  name: text.nullish(),
  kind: z.int().min(0).max(5).nullish(),
  startTimeUnixNano: fixed64.nullish(),
  endTimeUnixNano: fixed64.nullish(),
  events: z.array(event).nullish(),
  droppedEventsCount: uint32.nullish(),
  links: z.array(link).nullish(),
  droppedLinksCount: uint32.nullish(),
  status: z.object({ message: text.nullish(), code: z.int().min(0).max(2).nullish() }).nullish(),
  ...attributes,
});

export const scopeSchema = z.object({ name: text.nullish(), version: text.nullish(), ...attributes });

export const resourceSchema = z.object(attributes);

const unchecked = z.unknown();
const schemaUrl = text.nullish().transform(url => url ?? '');
const absentAsEmpty = unchecked.nullish().transform(value => value ?? {});

export const scopeSpansSchema = z.object({ scope: absentAsEmpty, spans: list(unchecked), schemaUrl });

export const resourceSpansSchema = z.object({ resource: absentAsEmpty, scopeSpans: list(unchecked), schemaUrl });

export const exportRequestSchema = z.object({ resourceSpans: list(unchecked) });
