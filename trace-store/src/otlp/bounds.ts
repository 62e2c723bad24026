import type { AppError } from '@spanshop/shared/errors';
import { tooLarge } from '../http/refusals.ts';

/*
 * What a request may be made of. Bytes alone are no bound: 16 MB hold eight million empty elements, each of which costs a
 * hundred times its bytes as an object. An element is a field in protobuf, an object, a list or a member of them in JSON.
 * An ordinary span has about 60, so that 8,192 of them, the largest batch of a Collector by default, are within.
 */

/** Elements of a whole request. */
export const mostElements = 500_000;

/** Elements of one span, resource or scope: 12,000 attributes. One that has more is wrong. */
export const mostElementsOfOne = 50_000;

/** ResourceSpans and ScopeSpans of a request. */
export const mostGroups = 50_000;

/** Elements of wrong spans, beyond which a request is not worth looking through: it is refused as a whole. */
export const mostWrongElements = 50_000;

export function tooMany(what: string, most: number): AppError {
  return tooLarge(`the request has more than ${most} ${what}`);
}
