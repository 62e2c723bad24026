import type { z } from 'zod';
import { AppError } from '../errors/index.ts';

/** An opaque position in a listing: the sort key of the last entry, as base64url of JSON. */
export function encodeCursor(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * @param schema what the parts of the key are: a cursor is outside input, and anybody can make one
 * @throws AppError 400 for anything that `encodeCursor` did not make of such a key
 */
export function decodeCursor<Key extends string[]>(cursor: string, schema: z.ZodType<Key>): Key {
  const result = schema.safeParse(read(cursor));
  if (result.success) return result.data;
  throw new AppError({
    status: 400,
    code: 'invalid_cursor',
    detail: 'The cursor is not one that this listing gave out.',
  });
}

function read(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
