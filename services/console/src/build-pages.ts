import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Logger } from '@spanshop/shared/logging';

const folder = join(import.meta.dirname, '..');
const script = join(folder, 'build-pages.mjs');

/** Where the pages are once they are built. */
export const pagesFolder = join(folder, 'dist');

/**
 * Builds the pages where the installation has not (it ran no scripts), and says so.
 * @throws Error in the words of the build when that is not possible
 */
export async function buildPagesOnce(logger: Logger): Promise<void> {
  const document = join(pagesFolder, 'index.html');
  if (existsSync(document)) return;
  logger.warn('the pages were not built when the packages were installed; they are now, once');
  const build = spawn(process.execPath, [script], { stdio: ['ignore', 'ignore', 'pipe'] });
  const said = await text(build.stderr);
  if (!existsSync(document)) throw new Error(said.trim());
}
