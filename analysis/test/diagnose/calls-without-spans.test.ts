import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../src/diagnose/index.ts';
import { windowAs } from '../accuracy/index.ts';
import { type Fault, faultsOf } from '../generator/index.ts';
import { travel } from '../generator/systems/travel.ts';

const baseline = windowAs('servers-only', travel, 61);
const faults = faultsOf(travel, 100);
const namedIn = (fault: Fault) => {
  const { culprits } = diagnose(baseline, windowAs('servers-only', fault.system, 1061));
  return culprits.map(({ confidence, kind, service }) => `${confidence} ${kind} of ${service}`);
};
const found = (title: string): Fault => {
  const fault = faults.find(each => each.title === title);
  assert.ok(fault, title);
  return fault;
};

test('when a call without a span of its own is longer on both sides, then the way is named, and not for sure', () => {
  assert.deepEqual(namedIn(found('site -> search is slow both ways')), ['medium network of search']);
  assert.deepEqual(namedIn(found('search -> rates is slow both ways')), ['medium network of rates']);
});

test('when it is longer on one side, then it is the caller’s work, and not for sure: it may be the way too', () => {
  const fault = found('search -> places is slow to begin');
  assert.deepEqual(namedIn(fault), ['medium self-time of search']);
  const [culprit] = diagnose(baseline, windowAs('servers-only', fault.system, 1061)).culprits;
  assert.match(culprit?.evidence[0] ?? '', /The call has no span of its own, so it may be the way too\.$/);
});

test('when a callee or a query is slow, then nothing is unsure about it', () => {
  assert.deepEqual(namedIn(found('places POST /places/Nearby works for longer')), ['high self-time of places']);
  assert.deepEqual(namedIn(found('queries of rates are slow')), ['high slow-query of rates']);
});
