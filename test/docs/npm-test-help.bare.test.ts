import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '@spanshop/local/root';

test('when the help of npm test names what to run, then it is there', () => {
  const help = execFileSync(process.execPath, ['commands/test/src/main.ts', '--help'], { cwd: root, encoding: 'utf8' });
  const named = [...help.matchAll(/npm test -- (?:--coverage )?([\w./-]+)/g)].map(([, path = '']) => path);
  const paths = named.filter(path => !path.startsWith('-'));
  assert.ok(paths.length > 1, help);
  assert.deepEqual(
    paths.filter(path => !existsSync(join(root, path))),
    [],
  );
});
