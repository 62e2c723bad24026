import { type Attributes, type AttributeValue, noAttributes } from '../model/index.ts';
import { arrayOf, isObject, stringOf } from './json-shapes.ts';

const deepest = 8;

/** `[{key, value: AnyValue}]` of OTLP JSON as a plain record. Entries without a key or value are left out. */
export function attributesFromOtlp(list: unknown, depth = 0): Attributes {
  const entries = arrayOf(list);
  if (entries.length === 0) return noAttributes;
  const attributes: Record<string, AttributeValue> = {};
  for (const entry of entries) {
    if (!isObject(entry)) continue;
    const key = stringOf(entry['key']);
    const value = valueFromOtlp(entry['value'], depth);
    // Assigning to __proto__ would change the record's prototype instead of adding a key.
    if (key !== '' && key !== '__proto__' && value !== undefined) attributes[key] = value;
  }
  return attributes;
}

function valueFromOtlp(value: unknown, depth: number): AttributeValue | undefined {
  if (!isObject(value) || depth > deepest) return undefined;
  if (typeof value['stringValue'] === 'string') return value['stringValue'];
  if (value['intValue'] !== undefined) return integerFrom(value['intValue']);
  if (typeof value['doubleValue'] === 'number') return value['doubleValue'];
  if (typeof value['boolValue'] === 'boolean') return value['boolValue'];
  if (typeof value['bytesValue'] === 'string') return value['bytesValue'];
  if (isObject(value['arrayValue'])) {
    return arrayOf(value['arrayValue']['values']).map(item => valueFromOtlp(item, depth + 1) ?? null);
  }
  if (isObject(value['kvlistValue'])) return attributesFromOtlp(value['kvlistValue']['values'], depth + 1);
  return undefined;
}

// OTLP JSON writes 64-bit integers as strings; one that a double cannot hold exactly stays a string.
function integerFrom(value: unknown): AttributeValue | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !/^-?\d{1,20}$/.test(value)) return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
