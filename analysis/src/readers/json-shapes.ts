/** Narrowing for JSON from outside: nothing about its shape is taken for granted. */
export type JsonObject = { readonly [key: string]: unknown };

const noItems: readonly unknown[] = Object.freeze([]);

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The array, or an empty one when it is absent or something else. */
export function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : noItems;
}

export function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A short name for what was found, for messages. */
export function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (isObject(value)) return `an object with ${Object.keys(value).slice(0, 5).join(', ') || 'no keys'}`;
  return `a ${typeof value}`;
}
