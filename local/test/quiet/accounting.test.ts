import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountFor, type SpanCounts } from '../../src/quiet/accounting.ts';

interface Counts {
  exported: number;
  lost?: number;
  waiting?: number;
  backend?: { accepted: number; dropped: number };
}

const counts = ({ exported, lost = 0, waiting = 0, backend }: Counts): SpanCounts => ({
  fate: { exported, waiting, lost: new Map(lost > 0 ? [['queue_full', lost]] : []) },
  backend,
});

const before = counts({ exported: 100, backend: { accepted: 90, dropped: 5 } });

test('when all that was made arrived, then nothing is lost', () => {
  const after = counts({ exported: 300, backend: { accepted: 290, dropped: 5 } });
  assert.deepEqual(accountFor(before, after), {
    checked: true,
    holds: true,
    made: 200,
    accepted: 200,
    dropped: 0,
    lost: 0,
  });
});

test('when a service dropped spans, then it is counted and does not pass', () => {
  const after = counts({ exported: 290, lost: 10, backend: { accepted: 280, dropped: 5 } });
  assert.deepEqual(accountFor(before, after), {
    checked: true,
    holds: false,
    made: 200,
    accepted: 190,
    dropped: 10,
    lost: 0,
  });
});

test('when the backend dropped spans, then it is counted and does not pass', () => {
  const account = accountFor(before, counts({ exported: 300, backend: { accepted: 287, dropped: 8 } }));
  assert.ok(account.checked);
  assert.deepEqual([account.holds, account.dropped, account.lost], [false, 3, 0]);
});

test('when spans were taken by somebody and never arrived, then they are lost', () => {
  const account = accountFor(before, counts({ exported: 300, backend: { accepted: 270, dropped: 5 } }));
  assert.ok(account.checked);
  assert.deepEqual([account.holds, account.lost], [false, 20]);
});

test('when a batch arrived twice, then nothing is lost', () => {
  const account = accountFor(before, counts({ exported: 300, backend: { accepted: 340, dropped: 5 } }));
  assert.ok(account.checked);
  assert.deepEqual([account.holds, account.lost], [true, 0]);
});

test('when spans still wait in a service at the end, then they have not arrived', () => {
  const account = accountFor(before, counts({ exported: 300, waiting: 7, backend: { accepted: 290, dropped: 5 } }));
  assert.ok(account.checked);
  assert.deepEqual([account.holds, account.made, account.lost], [false, 207, 7]);
});

test('when nobody counts what arrives, then the services are believed', () => {
  const account = accountFor(counts({ exported: 100 }), counts({ exported: 300 }));
  assert.deepEqual(account, { checked: true, holds: true, made: 200, accepted: undefined, dropped: 0, lost: 0 });
});

for (const [what, after] of [
  ['a service was started anew', counts({ exported: 50, backend: { accepted: 290, dropped: 5 } })],
  ['the backend was started anew', counts({ exported: 300, backend: { accepted: 20, dropped: 0 } })],
  ['the metrics cannot be read', undefined],
] as const) {
  test(`when ${what}, then nothing is claimed`, () => {
    assert.equal(accountFor(before, after).checked, false);
  });
}
