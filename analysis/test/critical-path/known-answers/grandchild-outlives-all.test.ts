import { test } from 'node:test';
import { assertPath } from '../../support/assert-path.ts';

// A  |----------------------------|
// B                |-------------------|
// C                     |-------------------|
//    AAAAAAAAAAAAAABBBBBCCCCCCCCCC
test('when child and grandchild outlive the root, then both are cut to the root', () => {
  assertPath('A[1,30]; B<A[15,35]; C<B[20,40]', 'C20-30 B15-20 A1-15');
});
