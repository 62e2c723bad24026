import { test } from 'node:test';
import { assertPath } from '../../support/assert-path.ts';

// C  |----------------------------|
// D       |-----|
// E                |--|
//    CCCCCDDDDDDDCCEEEECCCCCCCCCCCC
test('when two calls in a row, then both are on the path', () => {
  assertPath('C[1,101]; D<C[20,40]; E<C[50,60]', 'C60-101 E50-60 C40-50 D20-40 C1-20');
});
