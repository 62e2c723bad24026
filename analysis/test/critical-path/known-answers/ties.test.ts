import { test } from 'node:test';
import { assertPath } from '../../support/assert-path.ts';

// A  |--------------|
// B    |----------|
// C       |-------|     ends with B, starts later
//    AABBBBBBBBBBBBAA
test('when two calls end together, then the one that started first is on the path', () => {
  assertPath('A[0,50]; C<A[20,40]; B<A[10,40]', 'A40-50 B10-40 A0-10');
});

test('when two calls cover the same time, then the smaller id is on the path', () => {
  assertPath('A[0,50]; C<A[10,40]; B<A[10,40]', 'A40-50 B10-40 A0-10');
});
