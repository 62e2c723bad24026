/**
 * Builds the console's pages into dist/: `npm ci` runs it as a script of this workspace, and the console itself where that has
 * not happened. Plain JavaScript, because whatever Node the machine has runs it, like the rest of an installation.
 */
import { fileURLToPath } from 'node:url';

const vite = await import('vite').catch(() => undefined);
if (vite) {
  const root = fileURLToPath(new URL('web', import.meta.url));
  await vite.build({ root, logLevel: 'silent' }).catch(error => {
    console.error(`the pages cannot be built: ${error.message}`);
    process.exitCode = 1;
  });
} else {
  // Without packages for development there is nothing to build with, which need not end an installation.
  console.error('the pages cannot be built, since Vite is missing: npm ci --include=dev');
}
