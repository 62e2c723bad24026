import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const folder = new URL('../../src/telemetry/refinements/', import.meta.url);
const list = readFileSync(new URL('index.ts', folder), 'utf8');
const files = [...list.matchAll(/from '\.\/([a-z-]+\.ts)'/g)].map(([, file = '']) => file);

for (const file of files) {
  test(`when ${file} is opened, then three sentences say what it buys, what breaks without it, and where upstream stands`, () => {
    const source = readFileSync(new URL(file, folder), 'utf8');
    const [, comment = ''] = /^\/\*\*\n([\s\S]+?)\n \*\/\n/.exec(source) ?? [];
    const text = comment.replaceAll(/^ \* ?/gm, '').replaceAll('\n', ' ');
    assert.match(text, /^Buys: \S[^\n]+\. Without it: \S.+\. Upstream: \S.+\.$/);
  });
}

test('when a file lies in the folder, then it is a refinement of the list, or part of one', () => {
  const others = readdirSync(folder).filter(name => name.endsWith('.ts') && !files.includes(name));
  assert.deepEqual(others, ['compose-settings.ts', 'index.ts', 'whole-microseconds.ts']);
});

test('when a refinement is deleted, then no other file misses it', () => {
  for (const file of readdirSync(folder).filter(name => name.endsWith('.ts') && name !== 'index.ts')) {
    const source = readFileSync(new URL(file, folder), 'utf8');
    const others = [...source.matchAll(/from '\.\/([a-z-]+\.ts)'/g)].map(([, other = '']) => other);
    assert.deepEqual(
      others.filter(other => files.includes(other)),
      [],
      file,
    );
  }
});
