import { test } from 'node:test';
import { assertPath } from '../../support/assert-path.ts';

// A  |-----|
// B              |-----------------|
//    AAAAAAA
test('when a child starts after its parent has ended, then it is off the path', () => {
  assertPath('A[100,140]; B<A[200,500]', 'A100-140');
});
