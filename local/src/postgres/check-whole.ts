import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SentenceError } from '@spanshop/shared/errors';

/**
 * PostgreSQL's packages bring no links, since npm packs none: a script of theirs makes them.
 *
 * @param folder of the package; what is to be linked is in its native/pg-symlinks.json
 * @throws SentenceError where npm was told not to run it
 */
export function checkWhole(folder: string): void {
  const list = join(folder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { target: string }[];
  if (links.every(({ target }) => existsSync(join(folder, target)))) return;
  throw new SentenceError(
    "PostgreSQL's libraries are not linked, since its package was installed without running its script (ignore-scripts): npm ci --ignore-scripts=false",
  );
}
