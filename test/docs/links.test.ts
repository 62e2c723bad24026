import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { root } from '@spanshop/local/root';
import { relativeLinksIn } from './concepts.ts';

for (const page of globSync(['*.md', 'docs/**/*.md', 'local/modules/*.md', '*/README.md'], { cwd: root }).sort()) {
  test(`when ${page} links to something of the project, then it is there`, () => {
    const text = readFileSync(join(root, page), 'utf8');
    const pictures = [...text.matchAll(/ src(?:set)?="([^"]+)"/g)].map(([, path = '']) => path);
    const links = [...relativeLinksIn(text), ...pictures];
    const broken = links.filter(link => !existsSync(join(root, dirname(page), link)));
    assert.deepEqual(broken, []);
  });
}
