import { isUtf8 } from 'node:buffer';
import { invalid } from '../http/refusals.ts';
import { mostElements, tooMany } from './bounds.ts';

/**
 * The value of a JSON text, with integers that a double cannot hold, such as times in nanoseconds, as bigint.
 * @throws AppError 400 when it is not JSON or not UTF-8, 413 when it has more elements than a request may have; nothing
 * is built of it then.
 */
export function parseJson(body: Buffer): unknown {
  if (!isUtf8(body)) throw invalid('the body is not UTF-8');
  const { elements, hasLongNumber } = survey(body);
  if (elements > mostElements) throw tooMany('elements', mostElements);
  try {
    const text = body.toString('utf8');
    // Asking for the source of every number triples the time, so it is done only where it matters.
    return hasLongNumber ? JSON.parse(text, asWritten) : JSON.parse(text);
  } catch (error) {
    throw invalid(`the body is not JSON: ${(error as Error).message}`, { cause: error });
  }
}

const quote = 0x22;
const backslash = 0x5c;
/** From this many digits on a number may be beyond what a double holds exactly. */
const longDigits = 16;

/** Counts what JSON is made of by the signs that open and separate, outside of strings. */
function survey(body: Buffer): { elements: number; hasLongNumber: boolean } {
  let [elements, digits, hasLongNumber] = [0, 0, false];
  for (let i = 0; i < body.length; i++) {
    const byte = body[i] as number;
    const isDigit = byte >= 0x30 && byte <= 0x39;
    digits = isDigit ? digits + 1 : 0;
    if (digits === longDigits) hasLongNumber = true;
    if (byte === 0x7b || byte === 0x5b || byte === 0x2c) elements += 1;
    else if (byte === quote) i = endOfString(body, i);
  }
  return { elements, hasLongNumber };
}

function endOfString(body: Buffer, start: number): number {
  let i = start + 1;
  while (i < body.length && body[i] !== quote) i += body[i] === backslash ? 2 : 1;
  return i;
}

/** A reviver; TypeScript's library does not know yet that it is told how the value was written. */
const asWritten = ((_key: string, value: unknown, { source = '' }: { source?: string }) => {
  const isUnsafe = typeof value === 'number' && !Number.isSafeInteger(value);
  return isUnsafe && /^-?\d{1,20}$/.test(source) ? BigInt(source) : value;
}) as (key: string, value: unknown) => unknown;

/** What a parsed value is made of, counted like the elements of its text. */
export function countElements(json: unknown): number {
  const open: unknown[] = [json];
  let elements = 0;
  while (open.length > 0) {
    const part = open.pop();
    if (typeof part !== 'object' || part === null) continue;
    const members = Object.values(part);
    elements += Math.max(1, members.length);
    for (const member of members) open.push(member);
  }
  return elements;
}
