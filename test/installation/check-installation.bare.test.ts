import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { test } from 'node:test';
import { root } from '@spanshop/local/root';

/** The PATH as it is outside an npm script. */
const path = (process.env['PATH'] ?? '').split(delimiter).filter(folder => !folder.includes('node_modules'));
const machinesNode = spawnSync('node', ['--version'], {
  env: { ...process.env, PATH: path.join(delimiter) },
  encoding: 'utf8',
}).stdout;
const isOld = /^v(?:20|22)\./.test(machinesNode ?? '');

/** Types `npm run demo` in a project with just these files in node_modules. Gives what it said on standard error. */
function demo(installed: readonly string[], node?: string): { code: number | null; said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'spanshop-installation-'));
  try {
    mkdirSync(join(folder, 'commands/demo/src'), { recursive: true });
    for (const name of [
      'package.json',
      '.npmrc',
      '.env',
      'commands/check-installation.mjs',
      'commands/demo/src/main.ts',
    ])
      copyFileSync(join(root, name), join(folder, name));
    for (const file of installed) {
      mkdirSync(dirname(join(folder, 'node_modules', file)), { recursive: true });
      writeFileSync(join(folder, 'node_modules', file), '');
    }
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    if (node) symlinkSync(node, join(bin, 'node'));
    const { status, stderr } = spawnSync('npm', ['run', '--silent', 'demo', '--', '--once'], {
      cwd: folder,
      env: { ...process.env, PATH: [bin, ...path].join(delimiter) },
      encoding: 'utf8',
    });
    return { code: status, said: stderr.trim() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('when nothing is installed, then one sentence says what to type', () => {
  assert.deepEqual(demo([], process.execPath), {
    code: 1,
    said: 'npm run demo: the packages are not installed: npm ci',
  });
});

const skip = isOld ? false : 'the Node on the PATH is none of those that run no TypeScript (20, 22)';

test('when it was installed for production, then one sentence names that and the command', { skip }, () => {
  assert.deepEqual(demo(['express/package.json']), {
    code: 1,
    said: 'npm run demo: Node 24, which comes with the packages, is missing, since they were installed without those for development (NODE_ENV=production or omit=dev): npm ci --include=dev',
  });
});

test('when it was installed without running scripts, then one sentence names that and the command', { skip }, () => {
  assert.deepEqual(demo(['node/package.json']), {
    code: 1,
    said: 'npm run demo: Node 24, which comes with the packages, is missing, since they were installed without running their scripts (ignore-scripts): npm ci --ignore-scripts=false',
  });
});
