import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readArguments } from '../src/arguments.ts';
import { parseWindowSpec } from '../src/window-spec.ts';

const NOW = Date.parse('2026-01-01T12:00:00Z');
const MINUTE = 60_000;

test('when windows are relative to now, then minus signs are no options wherever they stand', () => {
  const top = readArguments(['top', '-20m..-10m', '--source', 'http://there:1'], NOW);
  assert.ok(top.what === 'top');
  assert.deepEqual(top.window, { of: 'time', fromUnixMs: NOW - 20 * MINUTE, toUnixMs: NOW - 10 * MINUTE });
  assert.equal(top.options.source, 'http://there:1');
  const both = readArguments(['--baseline', '-20m..-10m', '--degraded', '-10m..now', '--json'], NOW);
  assert.ok(both.what === 'diagnose' && both.json);
  assert.deepEqual(both.degraded, { of: 'time', fromUnixMs: NOW - 10 * MINUTE, toUnixMs: NOW });
});

test('when a window is written, then it is the last minutes, two points in time, or a file', () => {
  assert.deepEqual(parseWindowSpec('5m', NOW), { of: 'time', fromUnixMs: NOW - 5 * MINUTE, toUnixMs: NOW });
  assert.deepEqual(parseWindowSpec('2026-01-01T10:00:00Z..2026-01-01T10:01:00Z', NOW), {
    of: 'time',
    fromUnixMs: NOW - 120 * MINUTE,
    toUnixMs: NOW - 119 * MINUTE,
  });
  assert.deepEqual(parseWindowSpec('../runs/before.json', NOW), { of: 'file', path: '../runs/before.json' });
});

test('when a trace id is short or in capitals, then it is brought to 32 small digits', () => {
  const command = readArguments(['path', 'ABC'], NOW);
  assert.ok(command.what === 'path');
  assert.equal(command.traceId, `${'0'.repeat(29)}abc`);
});
