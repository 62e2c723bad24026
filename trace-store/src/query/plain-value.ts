import { toSigned } from '../otlp/int64.ts';
import type { AnyValue, Int64 } from '../otlp/messages.ts';

export type PlainValue = string | boolean | number | bigint | null | PlainValue[] | { [key: string]: PlainValue };

/** An attribute's value without its type: integers as bigint, bytes as base64, an absent value as null. */
export function plainValue(value: AnyValue | null): PlainValue {
  switch (value?.value) {
    case 'stringValue':
      return value.stringValue as string;
    case 'boolValue':
      return value.boolValue as boolean;
    case 'intValue':
      return toSigned(value.intValue as Int64);
    case 'doubleValue':
      return value.doubleValue as number;
    case 'bytesValue':
      return Buffer.from(value.bytesValue as Uint8Array).toString('base64');
    case 'arrayValue':
      return (value.arrayValue?.values ?? []).map(plainValue);
    case 'kvlistValue':
      return Object.fromEntries(
        (value.kvlistValue?.values ?? []).map(({ key, value: inner }) => [key, plainValue(inner)]),
      );
    default:
      return null;
  }
}
