/** A value as OpenTelemetry allows it. 64-bit integers beyond 2^53 stay decimal strings, so that nothing is rounded. */
export type AttributeValue =
  | string
  | number
  | boolean
  | null
  | readonly AttributeValue[]
  | { readonly [key: string]: AttributeValue };

export type Attributes = Readonly<Record<string, AttributeValue>>;

export const noAttributes: Attributes = Object.freeze({});

/** The attribute as text, or undefined when it is absent, empty or not a scalar. */
export function textOf(attributes: Attributes, key: string): string | undefined {
  const value = attributes[key];
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return undefined;
}

/** The attribute as a finite number (numeric strings count: Zipkin keeps no types), or undefined. */
export function numberOf(attributes: Attributes, key: string): number | undefined {
  const value = attributes[key];
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : undefined;
}

/** The first of several spellings that is present: the current convention first, then its predecessors. */
export function firstText(attributes: Attributes, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = textOf(attributes, key);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** As `firstText`, for numbers. */
export function firstNumber(attributes: Attributes, keys: readonly string[]): number | undefined {
  for (const key of keys) {
    const value = numberOf(attributes, key);
    if (value !== undefined) return value;
  }
  return undefined;
}
