import { test } from 'node:test';
import { assertOwnTimes } from '../../support/assert-path.ts';

// A   |----------------------------------|
// B1      |------|
// B2                 |---|
// B3                         |----------|
//     AAAABBBBBBBBAAABBBBBAAABBBBBBBBBBBAA
test('when a span calls three times in a row, then its own time is what lies between', () => {
  assertOwnTimes('A[0,100]; B1<A[10,30]; B2<A[40,50]; B3<A[60,90]', { A: 40, B1: 20, B2: 10, B3: 30 });
});
