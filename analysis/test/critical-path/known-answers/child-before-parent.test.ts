import { test } from 'node:test';
import { assertPath } from '../../support/assert-path.ts';

// A          |-----------|
// B  |---|
//            AAAAAAAAAAAAA
test('when a child has ended before its parent starts, then it is off the path', () => {
  assertPath('A[10,30]; B<A[1,5]', 'A10-30');
});
