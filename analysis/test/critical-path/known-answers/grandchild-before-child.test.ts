import { test } from 'node:test';
import { assertPath } from '../../support/assert-path.ts';

// A  |----------------------------|
// B                |-------------------|
// C           |-------------|
//    AAAAAAAAAAAAAACCCCCCCCCCBBBBBB
test('when a grandchild starts before its parent, then it is cut to its parent', () => {
  assertPath('A[1,30]; B<A[15,35]; C<B[10,25]', 'B25-30 C15-25 A1-15');
});
