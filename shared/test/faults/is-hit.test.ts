import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isHit } from '../../src/faults/index.ts';
import { runWithBaggage } from '../../src/telemetry/index.ts';

const everybody = { tenant: true, customers: true, request: true } as const;
const fault = (name: string, request: true | string = true) => ({
  name,
  scopes: { ...everybody, request },
  magnitudes: { unit: 'of 100', values: [10, 50, 100] as const },
});
const aimedAt = (target: string, hit: () => boolean) => runWithBaggage({ 'lab.fault': target }, hit);

test('when a fault hits none of 100, or all, then it does so', () => {
  assert.equal(isHit(fault('some'), 0), false);
  assert.equal(isHit(fault('some'), 100), true);
});

test('when a fault is aimed at a request, then it hits, however few of 100 it hits otherwise', () => {
  for (const target of ['some', 'some:1', 'some:3'])
    assert.equal(
      aimedAt(target, () => isHit(fault('some'), 0)),
      true,
    );
});

test('when another fault is aimed at a request, or this one cannot be, then it is left to chance', () => {
  assert.equal(
    aimedAt('another:3', () => isHit(fault('some'), 0)),
    false,
  );
  assert.equal(
    aimedAt('some', () => isHit(fault('some', 'it takes two'), 0)),
    false,
  );
});
