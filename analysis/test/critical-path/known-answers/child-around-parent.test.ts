import { test } from 'node:test';
import { assertPath } from '../../support/assert-path.ts';

// A       |-----------|
// B    |-----------------|
//         BBBBBBBBBBBBB
test('when a child begins before its parent and outlives it, then it is cut to the parent', () => {
  assertPath('A[10,30]; B<A[5,35]', 'B10-30');
});
