import assert from 'node:assert/strict';
import { test } from 'node:test';
import { passOn, spanId, traceId } from './pass-on.ts';
import { propagatorOf } from './propagator-of.ts';

const single = propagatorOf('edge', 'b3');
const multiple = propagatorOf('edge', 'b3multi');

test('when a b3 header comes, then b3 passes on one header and b3multi several', () => {
  const received = { b3: `${traceId}-${spanId}-1` };
  assert.deepEqual(passOn(single, received).headers, received);
  assert.deepEqual(passOn(multiple, received).headers, {
    'x-b3-traceid': traceId,
    'x-b3-spanid': spanId,
    'x-b3-sampled': '1',
  });
});

test('when several B3 headers come, then b3 passes them on as one', () => {
  const received = { 'x-b3-traceid': traceId, 'x-b3-spanid': spanId, 'x-b3-sampled': '0' };
  assert.equal(passOn(single, received).headers['b3'], `${traceId}-${spanId}-0`);
});

test('when a B3 trace id has 64 bits, then it is padded', () => {
  assert.equal(passOn(single, { b3: `${spanId}-${spanId}-1` }).spanContext?.traceId, `${'0'.repeat(16)}${spanId}`);
});

for (const received of [{ b3: `${traceId}-${spanId}-d` }, debugHeaders()]) {
  test(`when ${Object.keys(received).join(', ')} ask for debugging, then it counts as sampled and is not passed on`, () => {
    assert.equal(passOn(single, received).headers['b3'], `${traceId}-${spanId}-1`);
    assert.equal(passOn(multiple, received).headers['x-b3-flags'], undefined);
  });
}

const invalid: readonly Readonly<Record<string, unknown>>[] = [
  { b3: '0' },
  { b3: `x${traceId}-${spanId}-1` },
  { b3: `${traceId}-${spanId}-1-` },
  { b3: `${traceId}-${spanId}-1, ${traceId}-${spanId}-1` },
  { b3: [`${traceId}-${spanId}-1`, `${traceId}-${spanId}-1`] },
  { b3: `${'0'.repeat(32)}-${spanId}-1` },
  { b3: `${traceId}-${'0'.repeat(16)}-1` },
  { b3: 7 },
  { 'x-b3-traceid': `${traceId}, ${traceId}`, 'x-b3-spanid': spanId },
  { 'x-b3-traceid': traceId },
  { 'x-b3-traceid': traceId, 'x-b3-spanid': spanId, 'x-b3-sampled': 'perhaps' },
];

for (const received of invalid) {
  test(`when B3 headers are ${JSON.stringify(received)}, then a new trace starts`, () => {
    assert.deepEqual(passOn(single, received).headers, {});
  });
}

function debugHeaders() {
  return { 'x-b3-traceid': traceId, 'x-b3-spanid': spanId, 'x-b3-flags': '1' };
}
