import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PeerError, type PeerFailure, toProblem } from '@spanshop/shared/errors';

for (const [failure, status, outcomeUnknown] of [
  ['refused', 400, false],
  ['unreachable', 503, false],
  ['unavailable', 503, false],
  ['timeout', 504, true],
  ['broken', 502, true],
  ['failed', 502, true],
  ['nonsense', 502, true],
] satisfies [PeerFailure, number, boolean][]) {
  test(`when a call is ${failure}, then it is a ${status} and the outcome is ${outcomeUnknown ? 'unknown' : 'known'}`, () => {
    const error = new PeerError({ peer: 'inventory', failure, detail: 'x' });
    assert.equal(error.status, status);
    assert.equal(error.outcomeUnknown, outcomeUnknown);
    assert.equal(error.code, `inventory_${failure}`);
  });
}

for (const [failure, peerStatus] of [
  ['unreachable', undefined],
  ['unavailable', 503],
  ['failed', 503],
] as const) {
  test(`when a peer is ${failure} and may be well soon, then it is a 503 that says when to try again`, () => {
    const error = new PeerError({ peer: 'inventory', failure, detail: 'x', ...(peerStatus ? { peerStatus } : {}) });
    assert.deepEqual([error.status, error.headers['Retry-After']], [503, '1']);
  });
}

test('when the peer refused, then its status, code, detail and extensions are passed on', () => {
  const error = new PeerError({
    peer: 'inventory',
    failure: 'refused',
    status: 409,
    code: 'out_of_stock',
    detail: 'There are 0 pieces left.',
    extensions: { available: 0 },
  });
  const problem = toProblem(error, undefined);
  assert.equal(problem.status, 409);
  assert.equal(problem.code, 'out_of_stock');
  assert.equal(problem.detail, 'There are 0 pieces left.');
  assert.equal(problem['available'], 0);
});

test('when the peer failed, then what it answered is not passed on', () => {
  const error = new PeerError({
    peer: 'payments',
    failure: 'failed',
    detail: 'payments answered 500',
    peerStatus: 500,
  });
  assert.deepEqual(Object.keys(toProblem(error, undefined)), ['type', 'title', 'status', 'code', 'detail']);
  assert.doesNotMatch(toProblem(error, undefined).detail, /500/);
});
