import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { resolveRun } from '../src/recorded-run.ts';

test('when a window is the folder of a recorded run, then it is the time that the run took', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'recorded-run-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const record = { format: 1, startedAt: '2026-01-01T10:00:00.500Z', endedAt: '2026-01-01T10:05:00.000Z', exitCode: 0 };
  writeFileSync(join(folder, 'run.json'), JSON.stringify(record));
  const fromUnixMs = Date.parse('2026-01-01T10:00:00.500Z');
  assert.deepEqual(await resolveRun({ of: 'file', path: folder }), {
    of: 'time',
    fromUnixMs,
    toUnixMs: fromUnixMs + 299_500,
  });
});

test('when a window is a file or a stretch of time, then it stays as it is', async () => {
  for (const window of [
    { of: 'file', path: import.meta.filename },
    { of: 'file', path: '/nowhere/at/all.json' },
    { of: 'time', fromUnixMs: 1, toUnixMs: 2 },
  ] as const) {
    assert.deepEqual(await resolveRun(window), window);
  }
});
