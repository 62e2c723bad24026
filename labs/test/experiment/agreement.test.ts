import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GroundTruth, Place } from '@spanshop/shared/faults';
import { agreementOf, rankOf, type Verdict } from '../../src/experiment/index.ts';

const at = (service: string, operation: string): Place => ({ service, operation });

const truth: GroundTruth = {
  ...at('stock', 'POST /quotes'),
  kind: 'n-plus-one',
  path: [at('front', 'POST /orders'), at('orders', 'POST /orders'), at('orders', 'quote'), at('stock', 'POST /quotes')],
};

const right: Verdict = { ...truth };
const otherKind: Verdict = { ...right, kind: 'slow-query' };
const otherOperation: Verdict = { ...right, operation: 'GET /quotes' };
const otherService: Verdict = { ...right, service: 'orders' };

const cases: readonly (readonly [string, Verdict, [boolean, boolean, boolean]])[] = [
  ['all of it', right, [true, true, true]],
  ['the place but not the kind', otherKind, [true, true, false]],
  ['the service but not what it does', otherOperation, [true, false, true]],
  ['the operation of another service', otherService, [false, false, true]],
];
for (const [what, verdict, [service, operation, kind]] of cases) {
  test(`when a verdict names ${what}, then just that agrees`, () => {
    const { path: _, ...named } = agreementOf(verdict, truth);
    assert.deepEqual(named, { service, operation, kind });
  });
}

const pathOf = (...path: Place[]) => agreementOf({ ...right, path }, truth).path;

test('when a path tells fewer steps within a service, then it is the same way', () => {
  assert.equal(pathOf(at('front', 'POST /orders'), at('orders', 'place'), at('stock', 'POST /quotes')), true);
});

test('when a path leads through other services, begins or ends elsewhere, then it is another way', () => {
  const [front, orders, stock] = [at('front', 'POST /orders'), at('orders', 'place'), at('stock', 'POST /quotes')];
  assert.equal(pathOf(front, stock), false);
  assert.equal(pathOf(front, orders, at('risk', 'POST /checks'), stock), false);
  assert.equal(pathOf(at('front', 'GET /orders'), orders, stock), false);
  assert.equal(pathOf(front, orders, at('stock', 'SELECT quotes')), false);
  assert.equal(pathOf(), false);
});

test('when no path is told, then nothing is said of it', () => {
  assert.equal(agreementOf({ ...at('stock', 'POST /quotes'), kind: 'n-plus-one' }, truth).path, undefined);
});

test('when verdicts are ranked, then each level asks for more than the one before', () => {
  const verdicts = [otherService, otherOperation, otherKind, right];
  assert.equal(rankOf(verdicts, truth, 'service'), 2);
  assert.equal(rankOf(verdicts, truth, 'operation'), 3);
  assert.equal(rankOf(verdicts, truth, 'kind'), 4);
  assert.equal(rankOf([otherService], truth, 'service'), undefined);
  assert.equal(rankOf(verdicts, truth, 'path'), 1);
});
