import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { usageError } from '@spanshop/shared/errors';

export interface TestGroup {
  files: readonly string[];
  /** Whether what the tests run in their own process is traced, with the spans in memory. */
  traced: boolean;
  /** Whether the files take turns. */
  oneByOne: boolean;
}

const everywhere = '{shared,services/*,trace-store,terminal,analysis,report,local,labs,commands/*,test}/**/*.test.ts';

/**
 * The test files of the patterns, below the project's root, in the order in which their groups run; a folder stands for all
 * tests in it. Files named *.bare.test.ts are outside callers or start telemetry of their own, so nothing is preloaded for
 * them; *.process.test.ts start whole processes, *.docker.ts (only where a pattern names them) containers, which need the
 * machine for themselves.
 *
 * @throws SentenceError with exit code 2 for a pattern that no test file matches
 */
export function findTests(root: string, patterns: readonly string[]): TestGroup[] {
  const files = new Set((patterns.length > 0 ? patterns : [everywhere]).flatMap(pattern => matching(root, pattern)));
  const sorted = [...files].sort();
  const bare = sorted.filter(file => file.endsWith('.bare.test.ts'));
  const process = sorted.filter(file => /\.(process\.test|docker)\.ts$/.test(file));
  const ordinary = sorted.filter(file => !bare.includes(file) && !process.includes(file));
  return [
    { files: ordinary, traced: true, oneByOne: false },
    { files: bare, traced: false, oneByOne: false },
    { files: process, traced: false, oneByOne: true },
  ].filter(group => group.files.length > 0);
}

function matching(root: string, pattern: string): string[] {
  const isFolder = statSync(join(root, pattern), { throwIfNoEntry: false })?.isDirectory() ?? false;
  const glob = isFolder ? join(pattern, '**/*.test.ts') : pattern;
  const files = globSync(glob, { cwd: root, exclude: path => path.includes('node_modules') });
  if (files.length === 0) throw usageError(`no test file matches ${pattern}`);
  return files;
}
