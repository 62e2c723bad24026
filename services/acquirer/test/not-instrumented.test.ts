import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const source = new URL('../src/', import.meta.url).pathname;

test('when the acquirer is read, then nothing in it knows of tracing: it is an outside party', () => {
  const files = globSync('**/*.ts', { cwd: source });
  assert.ok(files.length > 5);
  for (const file of files) assert.doesNotMatch(readFileSync(source + file, 'utf8'), /opentelemetry|shared\/telemetry/);
});
