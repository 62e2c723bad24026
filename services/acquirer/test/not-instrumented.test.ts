import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const source = join(import.meta.dirname, '../src');

test('when the acquirer is read, then nothing in it knows of tracing: it is an outside party', () => {
  const files = globSync('**/*.ts', { cwd: source });
  assert.ok(files.length > 5);
  for (const file of files)
    assert.doesNotMatch(readFileSync(join(source, file), 'utf8'), /opentelemetry|shared\/telemetry/);
});
