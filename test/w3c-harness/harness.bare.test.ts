import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startHarness } from './harness.ts';

/** Our own regression of what W3C's harness asks, table by table from the specification (Trace Context level 2). */
const harness = await startHarness();
after(harness.close);

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const parentId = '00f067aa0ba902b7';
const ids = `${traceId}-${parentId}`;
const valid = ['traceparent', `00-${ids}-00`] as const;

const continuedBy: readonly (readonly [name: string, value: string])[] = [
  ['traceparent', `00-${ids}-01`],
  ['TraceParent', `00-${ids}-01`],
  ['TRACEPARENT', `00-${ids}-01`],
  ['TrAcEpArEnT', `00-${ids}-01`],
  ['traceparent', `\t00-${ids}-01`],
  ['traceparent', `00-${ids}-01 `],
  ['traceparent', ` \t00-${ids}-01\t `],
  ['traceparent', `cc-${ids}-01`],
  ['traceparent', `cc-${ids}-01-later-fields`],
];

for (const [name, value] of continuedBy) {
  test(`when ${name} is ${JSON.stringify(value)}, then its trace goes on with another parent`, async () => {
    const [call] = await harness.exchange([[name, value]]);
    assert.equal(call?.traceId, traceId);
    assert.notEqual(call.parentId, parentId);
  });
}

const ignored: readonly (readonly [name: string, value: string])[] = [
  ['trace-parent', `00-${ids}-01`],
  ['trace.parent', `00-${ids}-01`],
  ...['0', '.0', '0.', '000', '0000', 'ff'].map(version => ['traceparent', `${version}-${ids}-01`] as const),
  ...['0'.repeat(32), `.${traceId.slice(1)}`, `${traceId.slice(1)}.`, `${traceId}0`, traceId.slice(1)].map(
    invalidId => ['traceparent', `00-${invalidId}-${parentId}-01`] as const,
  ),
  ...['0'.repeat(16), `.${parentId.slice(1)}`, `${parentId.slice(1)}.`, `${parentId}0`, parentId.slice(1)].map(
    invalidId => ['traceparent', `00-${traceId}-${invalidId}-01`] as const,
  ),
  ...['.0', '0.', '001', '1', '01.', '01-later-fields'].map(flags => ['traceparent', `00-${ids}-${flags}`] as const),
  ['traceparent', `cc-${ids}-01.later-fields`],
];

for (const [name, value] of ignored) {
  test(`when ${name} is ${JSON.stringify(value)}, then a new trace starts without the tracestate`, async () => {
    const [call] = await harness.exchange([
      [name, value],
      ['tracestate', 'foo=1'],
    ]);
    assert.ok(call && !value.includes(call.traceId), call?.traceId);
    assert.equal(call.tracestate, undefined);
  });
}

test('when traceparent comes twice, then a new trace starts', async () => {
  const other = traceId.replace('4', '5');
  const [call] = await harness.exchange([valid, ['traceparent', `00-${other}-${parentId}-01`]]);
  assert.ok(call && ![traceId, other].includes(call.traceId));
});

test('when there is only a tracestate, then it is not passed on', async () => {
  assert.equal((await harness.exchange([['tracestate', 'foo=1']]))[0]?.tracestate, undefined);
});

const keyCharacters = 'abcdefghijklmnopqrstuvwxyz0123456789_-*/';
const valueCharacters = String.fromCharCode(...Array.from({ length: 0x5f }, (_, index) => 0x20 + index)).replace(
  /[,=]/g,
  '',
);
const members = (count: number) => Array.from({ length: count }, (_, index) => `bar${index}=${index}`);

const tracestates: readonly (readonly [lines: readonly string[], passedOn: string | undefined])[] = [
  [['foo=1,bar=2'], 'foo=1,bar=2'],
  [['foo=1,bar=2', 'rojo=1,congo=2', 'baz=3'], 'foo=1,bar=2,rojo=1,congo=2,baz=3'],
  [[''], undefined],
  [['foo=1', ''], 'foo=1'],
  [['', 'foo=1'], 'foo=1'],
  [['foo=1 \t , \t bar=2, \t baz=3'], 'foo=1,bar=2,baz=3'],
  [['\t foo=1 \t'], 'foo=1'],
  [['foo=1\t \t,\t \tbar=2,\t \tbaz=3'], 'foo=1,bar=2,baz=3'],
  [['foo=1,foo=1'], 'foo=1'],
  [['foo=1', 'foo=2'], 'foo=1'],
  [[`${keyCharacters}=${valueCharacters}`], `${keyCharacters}=${valueCharacters}`],
  [[`${keyCharacters}@a-z0-9_-*/=${valueCharacters}`], `${keyCharacters}@a-z0-9_-*/=${valueCharacters}`],
  [[members(20).join(), members(32).slice(20).join()], members(32).join()],
  [[members(20).join(), members(33).slice(20).join()], undefined],
  [['foo=1', `${'z'.repeat(256)}=1`], `foo=1,${'z'.repeat(256)}=1`],
  [['foo=1', `${'z'.repeat(257)}=1`], undefined],
  [['foo=1', `${'t'.repeat(241)}@${'v'.repeat(14)}=1`], `foo=1,${'t'.repeat(241)}@${'v'.repeat(14)}=1`],
  [['foo=1', `${'t'.repeat(242)}@v=1`], `foo=1,${'t'.repeat(242)}@v=1`],
  [['foo=1', `t@${'v'.repeat(15)}=1`], `foo=1,t@${'v'.repeat(15)}=1`],
  ...['foo@=1', 'foo@@bar=1', 'foo@bar@baz=1', '0foo=1'].map(
    member => [[`${member},bar=2`], `${member},bar=2`] as const,
  ),
  ...['foo =1', 'FOO=1', 'foo.bar=1', '@foo=1', '_foo=1', 'foo=bar=baz', 'foo='].map(
    invalid => [[`${invalid},bar=2`], undefined] as const,
  ),
];

for (const [lines, passedOn] of tracestates) {
  const outcome = passedOn === undefined ? 'dropped whole' : 'passed on in one line';
  test(`when tracestate is ${JSON.stringify(lines).slice(0, 70)}, then it is ${outcome} and the trace goes on`, async () => {
    const [call] = await harness.exchange([valid, ...lines.map(line => ['tracestate', line] as const)]);
    assert.deepEqual([call?.traceId, call?.tracestate], [traceId, passedOn]);
  });
}

test('when the name of tracestate is in another case or misspelt, then it counts or does not', async () => {
  for (const [name, passedOn] of [
    ['TraceState', 'foo=1'],
    ['TRACESTATE', 'foo=1'],
    ['TrAcEsTaTe', 'foo=1'],
    ['trace-state'],
    ['trace.state'],
  ]) {
    assert.equal((await harness.exchange([valid, [name ?? '', 'foo=1']]))[0]?.tracestate, passedOn);
  }
});

for (const [what, lines] of [
  ['a valid traceparent', [valid]],
  ['no traceparent', []],
  ['an invalid traceparent', [['traceparent', `00-${'0'.repeat(32)}-${parentId}-01`]]],
] as const) {
  test(`when ${what} causes three calls, then they share a trace and each has its own parent`, async () => {
    const calls = await harness.exchange(lines, 3);
    assert.equal(new Set(calls.map(call => call.traceId)).size, 1);
    assert.equal(new Set(calls.map(call => call.parentId)).size, 3);
    assert.equal(calls[0]?.traceId === traceId, lines[0] === valid);
  });
}

// The trust boundary samples what comes from outside, whatever the sampled flag says.
for (const [sent, passedOn] of [
  ['00', '01'],
  ['02', '03'],
  ['03', '03'],
  ['fc', '01'],
] as const) {
  test(`when a trace comes with the flags ${sent}, then its random flag is kept and undefined flags are cleared`, async () => {
    assert.equal((await harness.exchange([['traceparent', `00-${ids}-${sent}`]]))[0]?.flags, passedOn);
  });
}
