import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { test } from 'node:test';
import { root } from '@spanshop/local/root';

/** Each map, where its folders are, and the folder of which it names every part. */
const maps = [
  { page: 'docs/ARCHITECTURE.md', from: '', whole: 'shared/src' },
  { page: 'analysis/README.md', from: 'analysis', whole: 'src' },
];

for (const { page, from, whole } of maps) {
  const named = foldersIn(readFileSync(join(root, page), 'utf8'));

  test(`when ${page} maps the code, then each folder that it names is there`, () => {
    assert.ok(named.length > 5, String(named.length));
    assert.deepEqual(
      named.filter(path => !existsSync(join(root, from, path))),
      [],
    );
  });

  test(`when ${page} maps the code, then no folder of ${whole} is left out`, () => {
    // Git leaves empty folders behind where files were moved away.
    const files = readdirSync(join(root, from, whole), { recursive: true, withFileTypes: true }).filter(e =>
      e.isFile(),
    );
    const folders = new Set(files.map(({ parentPath }) => relative(join(root, from, whole), parentPath).split(sep)[0]));
    folders.delete('');
    const missing = [...folders]
      .map(name => `${whole}/${name}`)
      .filter(path => !named.some(one => one.startsWith(path)));
    assert.deepEqual(missing, []);
  });
}

/** What the first column of a table of folders names; of `services/<name>` the part before the placeholder. */
function foldersIn(text: string): readonly string[] {
  const [, rows = ''] = /^\| folder \|.*\n\|[-| ]+\|\n((?:\|.*\n)+)/m.exec(text) ?? [];
  return rows
    .split('\n')
    .flatMap(row => [...(row.split('|')[1] ?? '').matchAll(/`([^`<]+)[^`]*`/g)].map(([, path = '']) => path));
}
