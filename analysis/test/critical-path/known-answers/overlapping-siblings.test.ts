import { test } from 'node:test';
import { assertPath } from '../../support/assert-path.ts';

// X  |----------------------------|
// A     |-----------|
// C         |-----------|
//    XXXXXXXCCCCCCCCCCCCCXXXXXXXXXX
test('when two calls overlap, then only the one that ends last is on the path', () => {
  assertPath('X[1,101]; A<X[10,50]; C<X[20,60]', 'X60-101 C20-60 X1-20');
});
