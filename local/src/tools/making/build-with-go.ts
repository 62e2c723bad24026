import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { GoSource } from '../catalogue.ts';
import type { MakeOptions } from './make-options.ts';
import { runProgram } from './run-program.ts';

const modules = join(import.meta.dirname, '../../../modules');

/**
 * Builds a program from its pinned module. Go checks all that it downloads against the module's go.sum, and -mod=readonly
 * keeps it from taking anything that is not in there.
 */
export async function buildWithGo(
  { folder: module, package: target, generate, ldflags }: GoSource,
  { scratch, environment, signal, onProgress }: MakeOptions,
): Promise<string> {
  const folder = join(scratch, 'module');
  await cp(join(modules, module), folder, { recursive: true });
  const go = (flags: readonly string[], onLine?: (line: string) => void) =>
    runProgram('go', flags, {
      folder,
      signal,
      // A workspace or flags of the user's are not for this module.
      environment: { ...environment, CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '-mod=readonly -buildvcs=false' },
      ...(onLine ? { onLine } : {}),
    });
  const onDownload = (line: string) => {
    if (line.startsWith('go: downloading ')) onProgress(line.replace('go: ', ''));
  };

  onProgress('looks for what has to be downloaded');
  if (generate) await go(['tool', ...generate], onDownload);
  const packages = await go(['list', '-deps', target], onDownload);
  const made = join(scratch, 'made');
  let compiled = 0;
  await go(['build', '-v', '-trimpath', `-ldflags=${ldflags}`, '-o', made, target], line => {
    onDownload(line);
    if (!/^[\w.-]+(\/\S+)*$/.test(line)) return;
    compiled += 1;
    onProgress(`compiles, ${compiled} of at most ${packages.length} packages`);
  });
  return made;
}
