import { readFile } from 'node:fs/promises';

/**
 * The version of a module that a Go program was built from, such as `v1.76.0`. Go writes into every program a line for each
 * module, `dep<TAB>module<TAB>version`, and `mod` in front for the program's own, which `go version -m` shows; here it is
 * read without Go.
 */
export async function moduleIn(path: string, module: string): Promise<string | undefined> {
  const program = await readFile(path).catch(() => undefined);
  if (!program) return undefined;
  for (const word of ['mod', 'dep']) {
    const start = program.indexOf(`\n${word}\t${module}\tv`);
    if (start < 0) continue;
    const line = program.toString('latin1', start, start + 500);
    return line.split(/[\t\n]/)[3];
  }
  return undefined;
}
