import { z } from 'zod';
import { fromBigInt } from './int64.ts';
import type { AnyValue, KeyValue } from './messages.ts';

/*
 * OTLP/JSON: proto3's JSON mapping, except that ids are hex and enums are numbers only. Unknown fields are ignored, as
 * the protocol asks; 64-bit integers come as strings or numbers. Parsing gives messages ready to be encoded.
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
    .union([z.int(), z.string().regex(/^-?\d{1,20}$/, expected)], expected)
    .transform(BigInt)
    .refine(value => value >= min && value <= max, expected)
    .transform(fromBigInt);
};
const fixed64 = integer(0n, 2n ** 64n - 1n);
const int64 = integer(-(2n ** 63n), 2n ** 63n - 1n);

const double = z.union([
  z.number(),
  z.enum(['NaN', 'Infinity', '-Infinity']).transform(Number),
  z
    .string()
    .regex(/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/)
    .transform(Number),
]);

const anyValue: z.ZodType<AnyValue> = z
  .object({
    stringValue: text.optional(),
    boolValue: z.boolean().optional(),
    intValue: int64.optional(),
    doubleValue: double.optional(),
    get arrayValue() {
      return z.object({ values: z.array(anyValue).default([]) }).optional();
    },
    get kvlistValue() {
      return z.object({ values: z.array(keyValue).default([]) }).optional();
    },
    bytesValue: z
      .base64()
      .transform(value => Buffer.from(value, 'base64'))
      .optional(),
  })
  .refine(value => Object.keys(value).length <= 1, 'expected at most one kind of value') as z.ZodType<AnyValue>;

const keyValue: z.ZodType<KeyValue> = z.object({
  key: text.default(''),
  value: anyValue.optional(),
}) as unknown as z.ZodType<KeyValue>;

const attributes = { attributes: z.array(keyValue).optional(), droppedAttributesCount: uint32.optional() };

const event = z.object({ timeUnixNano: fixed64.optional(), name: text.optional(), ...attributes });

const link = z.object({
  traceId,
  spanId,
  traceState: text.optional(),
  flags: uint32.optional(),
  ...attributes,
});

export const spanSchema = z.object({
  traceId,
  spanId,
  traceState: text.optional(),
  parentSpanId: z
    .union([spanId, z.literal('').transform(() => undefined)], 'expected 16 hexadecimal digits')
    .optional(),
  flags: uint32.optional(),
  name: text.optional(),
  kind: z.int().min(0).max(5).optional(),
  startTimeUnixNano: fixed64.optional(),
  endTimeUnixNano: fixed64.optional(),
  events: z.array(event).optional(),
  droppedEventsCount: uint32.optional(),
  links: z.array(link).optional(),
  droppedLinksCount: uint32.optional(),
  status: z.object({ message: text.optional(), code: z.int().min(0).max(2).optional() }).optional(),
  ...attributes,
});

export const scopeSchema = z.object({ name: text.optional(), version: text.optional(), ...attributes });

export const resourceSchema = z.object(attributes);

export const exportRequestSchema = z.object({
  resourceSpans: z
    .array(
      z.object({
        resource: resourceSchema.default({}),
        scopeSpans: z
          .array(
            z.object({
              scope: scopeSchema.default({}),
              spans: z.array(spanSchema).default([]),
              schemaUrl: text.default(''),
            }),
          )
          .default([]),
        schemaUrl: text.default(''),
      }),
    )
    .default([]),
});
