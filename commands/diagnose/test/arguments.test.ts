import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readArguments } from '../src/arguments.ts';
import { parseWindowSpec } from '../src/window-spec.ts';

const nowUnixMs = Date.parse('2026-01-01T12:00:00Z');
const minute = 60_000;

test('when windows are relative to now, then minus signs are no options wherever they stand', () => {
  const top = readArguments(['top', '-20m..-10m', '--source', 'http://there:1'], nowUnixMs);
  assert.ok(top.what === 'top');
  assert.deepEqual(top.window, { of: 'time', fromUnixMs: nowUnixMs - 20 * minute, toUnixMs: nowUnixMs - 10 * minute });
  assert.equal(top.options.source, 'http://there:1');
  const both = readArguments(['--baseline', '-20m..-10m', '--degraded', '-10m..now', '--json'], nowUnixMs);
  assert.ok(both.what === 'diagnose' && both.json);
  assert.deepEqual(both.degraded, { of: 'time', fromUnixMs: nowUnixMs - 10 * minute, toUnixMs: nowUnixMs });
});

test('when a baseline is given more than once, then all of them are windows, in their order', () => {
  const given = ['--baseline', '-3h..-2h', '--baseline', 'before.json', '--degraded', '5m'];
  const command = readArguments(given, nowUnixMs);
  assert.ok(command.what === 'diagnose');
  assert.deepEqual(command.baselines, [
    { of: 'time', fromUnixMs: nowUnixMs - 180 * minute, toUnixMs: nowUnixMs - 120 * minute },
    { of: 'file', path: 'before.json' },
  ]);
});

test('when a window is written, then it is the last minutes, two points in time, or a file', () => {
  assert.deepEqual(parseWindowSpec('5m', nowUnixMs), {
    of: 'time',
    fromUnixMs: nowUnixMs - 5 * minute,
    toUnixMs: nowUnixMs,
  });
  assert.deepEqual(parseWindowSpec('2026-01-01T10:00:00Z..2026-01-01T10:01:00Z', nowUnixMs), {
    of: 'time',
    fromUnixMs: nowUnixMs - 120 * minute,
    toUnixMs: nowUnixMs - 119 * minute,
  });
  assert.deepEqual(parseWindowSpec('../runs/before.json', nowUnixMs), { of: 'file', path: '../runs/before.json' });
});

test('when a trace id is short or in capitals, then it is brought to 32 small digits', () => {
  const command = readArguments(['path', 'ABC'], nowUnixMs);
  assert.ok(command.what === 'path');
  assert.equal(command.traceId, `${'0'.repeat(29)}abc`);
});
