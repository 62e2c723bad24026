import { test } from 'node:test';
import { assertPath } from '../../support/assert-path.ts';

// A  |-----------------------------|   producer
// B          |---------|               consumer
// C            |-|
//    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
test('when a message is consumed while its producer goes on, then nobody waited for the consumer', () => {
  assertPath('A producer[1,31]; B consumer<A[10,20]; C<B[12,14]', 'A1-31');
});
