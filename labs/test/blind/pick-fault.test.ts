import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from '@spanshop/labs/catalogue';
import type { Fault } from '@spanshop/shared/faults';
import { drawFaults } from '../../src/blind/index.ts';

const namesOf = (faults: readonly Fault[]) => faults.map(({ name }) => name);

test('when two people draw with one seed, then they get the same faults in the same order', () => {
  assert.deepEqual(namesOf(drawFaults(catalogue, 'random', 7)), namesOf(drawFaults(catalogue, 'random', 7)));
});

test('when the seed is another one, then sooner or later so is the fault', () => {
  const firsts = new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(seed => drawFaults(catalogue, 'random', seed)[0].name));
  assert.ok(firsts.size > 1, [...firsts].join());
});

test('when somebody asks for broken traces, then only those are drawn, and otherwise none of them', () => {
  assert.ok(drawFaults(catalogue, 'tracing', 1).every(({ sort }) => sort === 'tracing'));
  const drawn = namesOf(drawFaults(catalogue, 'random', 1));
  const felt = namesOf(catalogue.filter(({ sort }) => sort === 'performance'));
  assert.deepEqual(drawn.toSorted(), felt.toSorted());
});

test('when one fault is asked for, then that is drawn', () => {
  const [wanted] = catalogue;
  assert.ok(wanted);
  assert.deepEqual(drawFaults(catalogue, wanted, 1), [wanted]);
});

test('when there is no such fault, then a sentence says so', () => {
  assert.throws(() => drawFaults([], 'random', 1), { name: 'SentenceError' });
});
