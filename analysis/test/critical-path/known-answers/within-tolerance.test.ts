import { test } from 'node:test';
import { assertPath } from '../../support/assert-path.ts';

// A  |--------------------------|
// B    |---------|                  its end is 0.8 ms after C's start, which was cut to a whole millisecond
// C             |---------|
//    AAABBBBBBBBBCCCCCCCCCCCAAAAA
test('when a call seems to overlap the one before by less than a millisecond, then both count', () => {
  assertPath('A[0,50]; B<A[5,20.8]; C<A[20,40]', 'A40-50 C20-40 B5-20 A0-5');
});

// the same with 1.2 ms: they ran beside each other
test('when a call overlaps the one before by more than a millisecond, then only the later counts', () => {
  assertPath('A[0,50]; B<A[5,21.2]; C<A[20,40]', 'A40-50 C20-40 A0-20');
});

// of a long interval one per cent counts: 10 ms of a second
test('when the interval is a second long, then an overlap of ten milliseconds still counts as before', () => {
  assertPath('A[0,1000]; B<A[100,510]; C<A[500,900]', 'A900-1000 C500-900 B100-500 A0-100');
});

// the clocks tell microseconds: an overlap of 0.4 ms is one
// A  |------------------|      0 to 0.9
// B    |-----------|           0.1 to 0.7
// C        |-----------|       0.3 to 0.85
test('when clocks tell microseconds, then calls that overlap for some hundred of them ran beside each other', () => {
  assertPath('A[0,0.9]; B<A[0.1,0.7]; C<A[0.3,0.85]', 'A0.85-0.9 C0.3-0.85 A0-0.3');
});

// A  |------------------|      0 to 2: too short to tell whether starts are cut to a millisecond
// B  |-----------------|       0 to 1.9
// C           |---------|      1 to 2
test('when the interval is as short as the clock is coarse, then the tolerance is a quarter of it', () => {
  assertPath('A[0,2]; B<A[0,1.9]; C<A[1,2]', 'C1-2 A0-1');
});

test('when an overlap is the tick of a clock that tells microseconds, then both count', () => {
  assertPath('A[0,0.05]; B<A[0.01,0.021]; C<A[0.02,0.04]', 'A0.04-0.05 C0.02-0.04 B0.01-0.02 A0-0.01');
});
