import { AppError } from '../errors/index.ts';

/** An opaque position in a listing: the sort key of the last entry, as base64url of JSON. */
export function encodeCursor(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** @throws AppError 400 for anything that `encodeCursor` did not make with that many parts */
export function decodeCursor(cursor: string, parts: number): string[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length === parts && key.every(part => typeof part === 'string')) return key;
  } catch {
    // Falls through: the message is the same as for a cursor of the wrong shape.
  }
  throw new AppError({
    status: 400,
    code: 'invalid_cursor',
    detail: 'The cursor is not one that this listing gave out.',
  });
}
