import { join, relative } from 'node:path';

/** The project's folder. */
export const root = join(import.meta.dirname, '../..');

/** A path as a person in the project's folder would write it. */
export function shortPath(path: string): string {
  const below = relative(root, path);
  return below.startsWith('..') ? path : below;
}
