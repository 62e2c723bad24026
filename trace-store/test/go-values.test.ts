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
    NaN: undefined,
  };
  for (const [text, expected] of Object.entries(durations)) assert.equal(parseGoDuration(text), expected, text);
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
