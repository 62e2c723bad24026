import { join, relative } from 'node:path';

/** The project's folder. */
export const root = new URL('../../..', import.meta.url).pathname;

/** A path as a person in the project's folder would write it. */
export function shortPath(path: string): string {
  const below = relative(root, path);
  return below.startsWith('..') ? path : below;
}

export const loadTestsFolder = join(root, 'load-tests');
