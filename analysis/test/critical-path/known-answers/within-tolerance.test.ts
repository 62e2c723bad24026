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
