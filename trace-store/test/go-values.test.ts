import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseGoDuration, parseRfc3339 } from '../src/query/go-values.ts';

test('when a duration is written as Go does, then it is read to the nanosecond', () => {
  const durations: Record<string, bigint | undefined> = {
    '0': 0n,
    '1ns': 1n,
    '1.5s': 1_500_000_000n,
    '.5ms': 500_000n,
    '250us': 250_000n,
    '250µs': 250_000n,
    '1h30m': 5_400_000_000_000n,
    '-2s': -2_000_000_000n,
    '1m0.25s': 60_250_000_000n,
    '': undefined,
    '5': undefined,
    s: undefined,
    '1.2.3s': undefined,
    '5 s': undefined,
    '1d': undefined,
    '9223372036s': 9_223_372_036_000_000_000n,
    '9223372037s': undefined,
    '2562047h48m': undefined,
    [`${'9'.repeat(400)}h`]: undefined,
    NaN: undefined,
  };
  for (const [text, expected] of Object.entries(durations)) assert.equal(parseGoDuration(text), expected, text);
});

test('when a duration is long and none, then that is seen in time that grows with its length only', () => {
  const start = performance.now();
  assert.equal(parseGoDuration('1'.repeat(200_000)), undefined);
  assert.equal(parseGoDuration(`${'1.'.repeat(100_000)}s`), undefined);
  assert.equal(parseGoDuration(`${'1s'.repeat(100_000)}x`), undefined);
  assert.ok(performance.now() - start < 1_000, `${performance.now() - start} ms`);
});

test('when a time is RFC 3339, then it is read to the nanosecond', () => {
  const secondNano = BigInt(Date.parse('2026-05-04T10:20:30Z')) * 1_000_000n;
  const times: Record<string, bigint | undefined> = {
    '2026-05-04T10:20:30Z': secondNano,
    '2026-05-04T10:20:30.1Z': secondNano + 100_000_000n,
    '2026-05-04T10:20:30.123456789Z': secondNano + 123_456_789n,
    '2026-05-04T12:20:30.5+02:00': secondNano + 500_000_000n,
    '2026-05-04T10:20:30': undefined,
    '2026-05-04 10:20:30Z': undefined,
    '2026-05-04T10:20:30 02:00': undefined,
    '2026-02-29T10:20:30Z': undefined,
    '2026-05-04T25:20:30Z': undefined,
    '2026-05-04': undefined,
    '1763800000': undefined,
  };
  for (const [text, expected] of Object.entries(times)) assert.equal(parseRfc3339(text), expected, text);
});
