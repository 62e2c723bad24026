import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSameBlame } from '../../src/diagnose/index.ts';

const link = { service: 'stock', operation: 'POST /holds', kind: 'network', peer: 'orders' } as const;
const loop = { service: 'cart', operation: 'GET /cart', kind: 'n-plus-one', peer: 'SELECT products' } as const;

test('when two links lead to one operation from different callers, then they are two culprits', () => {
  assert.equal(isSameBlame(link, { ...link, peer: 'cart' }), false);
});

test('when another operation feels a link most, then it is the same culprit', () => {
  assert.equal(isSameBlame(link, { ...link, operation: 'GET /stock' }), true);
});

test('when an operation repeats another query most, then it is the same culprit', () => {
  assert.equal(isSameBlame(loop, { ...loop, peer: 'SELECT prices' }), true);
});

test('when the service, the kind or the operation at work is another, then the culprit is another', () => {
  assert.equal(isSameBlame(link, { ...link, service: 'payments' }), false);
  assert.equal(isSameBlame(loop, { ...loop, kind: 'chatty-calls' }), false);
  assert.equal(isSameBlame(loop, { ...loop, operation: 'POST /cart' }), false);
});
