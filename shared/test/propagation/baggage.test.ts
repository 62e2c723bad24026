import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEdgeBaggagePropagator } from '../../src/telemetry/refinements/edge-propagation/baggage-propagator.ts';
import { passOn } from './pass-on.ts';

const many = Array.from({ length: 500 }, (_, index) => `k${index}`);
const lenient = createEdgeBaggagePropagator({
  allowedKeys: ['shop.tenant', 'a', 'b', 'city', 'good', '__proto__', ...many],
  maximumValueLength: 4_096,
});
const edge = createEdgeBaggagePropagator({ allowedKeys: ['shop.synthetic', 'shop.marker'] });

test('when baggage comes in several lines, then the members of all are kept', () => {
  assert.deepEqual(passOn(lenient, { baggage: ['a=1', 'b=2'] }).baggage, { a: '1', b: '2' });
});

test('when a value is percent-encoded, then it is decoded, and encoded again on the way out', () => {
  const { baggage, headers } = passOn(lenient, { baggage: 'city=Geneva%2C%20CH' });
  assert.deepEqual({ ...baggage, ...headers }, { city: 'Geneva, CH', baggage: 'city=Geneva%2C%20CH' });
});

for (const invalid of ['', ',,;', 'a', '=1', 'a=', 'a b=1', 'a=%', 'a=%0d%0aset-cookie:x', 'a=\ud800', '__proto__=1']) {
  test(`when a member is ${JSON.stringify(invalid)}, then it is dropped and the others stay`, () => {
    const { baggage, headers } = passOn(lenient, { baggage: `${invalid},good=1` });
    assert.deepEqual({ ...baggage, ...headers }, { good: '1', baggage: 'good=1' });
  });
}

test('when baggage is larger than 8192 characters or 180 members, then the rest is left out', () => {
  const members = many.map(key => `${key}=1`).join(',');
  const large = Array.from({ length: 10 }, (_, index) => `k${index}=${'v'.repeat(1_000)}`).join(',');
  assert.equal(Object.keys(passOn(lenient, { baggage: members }).baggage).length, 180);
  assert.equal(Object.keys(passOn(lenient, { baggage: large }).baggage).length, 8);
  assert.ok((passOn(lenient, { baggage: large }).headers['baggage']?.length ?? 0) <= 8_192);
});

test('when baggage comes from outside, then only the allowed members come in, without their metadata', () => {
  const baggage =
    'shop.tenant=evil,shop.synthetic=true;ttl=1,shop.customer_tier=gold,shop.marker=orders,SHOP.SYNTHETIC=x';
  const { headers } = passOn(edge, { baggage });
  assert.deepEqual(headers, { baggage: 'shop.synthetic=true,shop.marker=orders' });
});

for (const value of ['v'.repeat(65), '%00', '%0d%0a', '%C3%A9', '\u00e9']) {
  test(`when an allowed member comes from outside with the value ${value.slice(0, 8)}, then it is dropped`, () => {
    assert.deepEqual(passOn(edge, { baggage: `shop.marker=${value},shop.synthetic=1` }).baggage, {
      'shop.synthetic': '1',
    });
  });
}

test('when a value from outside is 64 characters long once decoded, then it is accepted', () => {
  assert.equal(passOn(edge, { baggage: `shop.marker=${'%20v'.repeat(32)}` }).baggage['shop.marker'], ' v'.repeat(32));
});

test('when nothing from outside is allowed, then there is no baggage at all', () => {
  assert.deepEqual(passOn(edge, { baggage: 'shop.tenant=evil' }).headers, {});
});
