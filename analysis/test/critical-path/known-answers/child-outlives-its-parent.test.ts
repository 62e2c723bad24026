import { test } from 'node:test';
import { assertOwnTimes } from '../../support/assert-path.ts';

// A  |-----------------------------|
// B     |-----------------|
// C        |----------------------------|
//    AAABBBCCCCCCCCCCCCCCCAAAAAAAAAA
test('when a grandchild outlives its parent, then it counts up to its parent’s end', () => {
  assertOwnTimes('A[0,100]; B<A[10,70]; C<B[20,120]', { A: 40, B: 10, C: 50 });
});
