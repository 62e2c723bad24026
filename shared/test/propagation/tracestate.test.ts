import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTraceContextPropagator } from '../../src/telemetry/refinements/edge-propagation/trace-context-propagator.ts';
import { passOn, traceId, traceparent } from './pass-on.ts';

const propagator = createTraceContextPropagator();
const members = (count: number) => Array.from({ length: count }, (_, index) => `key${index}=${index}`).join(',');

const cases: readonly (readonly [what: string, received: unknown, sent: string | undefined])[] = [
  ['is one member', 'vendor=1', 'vendor=1'],
  ['has a tenant before the vendor', '2tenant@vendor=1', '2tenant@vendor=1'],
  ['comes in several lines, one empty', ['a=1,b=2', '', 'c=3'], 'a=1,b=2,c=3'],
  ['has empty members and whitespace', ' a=1 \t,, \t b=2,', 'a=1,b=2'],
  ['has inner and leading spaces in a value', 'a= 1 2', 'a= 1 2'],
  ['names a key twice', 'a=1,b=2,a=3', 'a=1,b=2'],
  ['has 32 members', members(32), members(32)],
  ['has keys of the greatest length', `a=1,${'k'.repeat(256)}=1`, `a=1,${'k'.repeat(256)}=1`],
  ['has a key with @ of the greatest length', `a=1,${'k'.repeat(255)}@=1`, `a=1,${'k'.repeat(255)}@=1`],
  ['has a key with @ of 257 characters', `a=1,${'k'.repeat(256)}@=1`, undefined],
  ['has 33 members', members(33), undefined],
  ['has 33 members of which two are the same', `${members(32)},key0=0`, undefined],
  ['has a key of 257 characters', `a=1,${'k'.repeat(257)}=1`, undefined],
  ['has a tenant of 242 characters', `a=1,${'t'.repeat(242)}@v=1`, `a=1,${'t'.repeat(242)}@v=1`],
  ['has a vendor of 15 characters', `a=1,t@${'v'.repeat(15)}=1`, `a=1,t@${'v'.repeat(15)}=1`],
  ['has a key that ends in @', 'a=1,tenant@=1', 'a=1,tenant@=1'],
  ['has a key with two @', 'a=1,b@c@d=1', 'a=1,b@c@d=1'],
  ['has a key that begins with a digit', 'a=1,2b=1', 'a=1,2b=1'],
  ['has a key that begins with @', 'a=1,@vendor=1', undefined],
  ['has a key that begins with a dash', 'a=1,-b=1', undefined],
  ['has an upper case key', 'a=1,B=1', undefined],
  ['has a space before the equals sign', 'a=1,b =1', undefined],
  ['has a member without a value', 'a=1,b=', undefined],
  ['has a member without a key', 'a=1,=b', undefined],
  ['has a member without an equals sign', 'a=1,b', undefined],
  ['has a value with an equals sign', 'a=1,b=c=d', undefined],
  ['has a value with a control character', 'a=1,b=\u0007', undefined],
  ['has a value beyond ASCII', 'a=1,b=\u00e9', undefined],
  ['has a value of 257 characters', `a=1,b=${'v'.repeat(257)}`, undefined],
  [
    'is longer than 512 characters',
    `a=${'v'.repeat(250)},b=${'v'.repeat(250)},c=3,d=${'v'.repeat(9)}`,
    `a=${'v'.repeat(250)},b=${'v'.repeat(250)},c=3`,
  ],
  ['is empty', '', undefined],
  ['is no text', [{}, 'a=1'], undefined],
];

for (const [what, tracestate, sent] of cases) {
  const outcome = sent === undefined ? 'it is dropped whole' : 'it is passed on';
  test(`when a tracestate ${what}, then ${outcome} and the trace goes on`, () => {
    const { spanContext, headers } = passOn(propagator, { traceparent, tracestate });
    assert.equal(spanContext?.traceId, traceId);
    assert.equal(headers['tracestate'], sent);
    assert.equal(headers['traceparent'], traceparent);
  });
}

test('when a tracestate is changed, then what is new stands first, and what is illegal changes nothing', () => {
  const { spanContext } = passOn(propagator, { traceparent, tracestate: 'a=1,b=2' });
  const state = spanContext?.traceState;
  assert.equal(state?.set('c@', '3').serialize(), 'c@=3,a=1,b=2');
  assert.equal(state.set('b', '4').serialize(), 'b=4,a=1');
  assert.equal(state.unset('a').serialize(), 'b=2');
  assert.deepEqual([state.get('b'), state.get('c')], ['2', undefined]);
  for (const [key, value] of [
    ['B', '1'],
    ['@b', '1'],
    ['b', 'x,y'],
    ['b', ''],
  ] as const) {
    assert.equal(state.set(key, value).serialize(), 'a=1,b=2');
  }
});
