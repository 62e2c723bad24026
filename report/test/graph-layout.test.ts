import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeNodes } from '../src/page/graph-layout.ts';

const placed = (calls: string) =>
  placeNodes(calls.split(' ').map(call => ({ caller: call[0] ?? '', callee: call[1] ?? '' })))
    .map(({ name, column, row }) => `${name}${column}${row}`)
    .sort();

//   a --> b --> c --> d
//     \--------------/
test('when a service is called near and far, then it stands to the right of all its callers', () => {
  assert.deepEqual(placed('ad ab bc cd'), ['a00', 'b10', 'c20', 'd30']);
});

test('when two services stand at one place, then they have a row each', () => {
  assert.deepEqual(placed('ab ac'), ['a00', 'b10', 'c11']);
});

test('when calls go in a circle, then each service is placed once and nothing turns forever', () => {
  assert.deepEqual(placed('ab bc cb'), ['a00', 'b10', 'c20']);
  assert.equal(placed('ab ba').length, 2);
  assert.deepEqual(placed('aa'), ['a00']);
});

test('when 10,000 services call each other in a row, then the last is 9,999 columns away', () => {
  const chain = Array.from({ length: 9999 }, (_, i) => ({ caller: `s${i}`, callee: `s${i + 1}` }));
  assert.equal(placeNodes(chain).find(({ name }) => name === 's9999')?.column, 9999);
});
