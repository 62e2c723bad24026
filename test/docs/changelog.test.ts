import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const [, ...versions] = readFileSync(new URL('../../CHANGELOG.md', import.meta.url), 'utf8').split(/^## /m);

for (const version of versions) {
  const [title = ''] = version.split('\n', 1);

  test(`when ${title} tells of changes, then each kind of change has one section, and each change is told once`, () => {
    const kinds = [...version.matchAll(/^### (.+)$/gm)].map(([, kind]) => kind);
    const changes = [...version.matchAll(/^- (.{1,30})/gm)].map(([, beginning]) => beginning);
    assert.ok(changes.length > 0);
    assert.deepEqual(repeated(kinds), []);
    assert.deepEqual(repeated(changes), []);
  });
}

function repeated(values: readonly (string | undefined)[]): readonly (string | undefined)[] {
  return values.filter((value, index) => values.indexOf(value) < index);
}
