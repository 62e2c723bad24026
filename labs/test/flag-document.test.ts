import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FlagdCore } from '@openfeature/flagd-core';
import { type Fault, flagKey } from '@spanshop/shared/faults';
import { catalogue } from '../src/catalogue/index.ts';
import { flagDocument, readFlagDocument } from '../src/flags/flag-document.ts';
import type { Switch } from '../src/flags/index.ts';

const [first, second, third] = catalogue as [Fault, Fault, Fault];
const switches: readonly Switch[] = [
  { fault: first, magnitude: 1, scope: { of: 'all' } },
  { fault: second, magnitude: 2, scope: { of: 'tenant', tenant: 'outlet' } },
  { fault: third, magnitude: 3, scope: { of: 'customers', percent: 10 } },
];

for (const salt of [undefined, 'some salt']) {
  const hidden = salt === undefined ? 'in clear' : 'hidden';

  test(`when switches are written ${hidden}, then the same ones are read`, () => {
    const read = readFlagDocument(catalogue, flagDocument(catalogue, switches, salt));
    assert.deepEqual(read, { switches, salt });
  });

  test(`when switches are written ${hidden}, then flagd's own core gives each request its magnitude`, () => {
    const core = new FlagdCore();
    core.setConfigurations(flagDocument(catalogue, switches, salt));
    const valueFor = ({ name }: Fault, context: Record<string, string>) =>
      core.resolveNumberEvaluation(flagKey(name, salt), 0, context).value;
    assert.equal(valueFor(first, {}), 1);
    assert.equal(valueFor(second, { tenant: 'outlet' }), 2);
    assert.equal(valueFor(second, { tenant: 'main' }), 0);
    assert.equal(valueFor(second, {}), 0);
    assert.equal(valueFor(third, {}), 0);
    const shares = Array.from({ length: 1_000 }, (_, number) => valueFor(third, { targetingKey: `cus-${number}` }));
    const on = shares.filter(value => value === 3).length;
    assert.ok(on > 60 && on < 140 && shares.every(value => value === 0 || value === 3), `${on} of 1,000`);
  });
}

test('when nothing is on, then every flag of the catalogue is there and off', () => {
  const { flags } = JSON.parse(flagDocument(catalogue, []));
  assert.deepEqual(Object.keys(flags).sort(), catalogue.map(({ name }) => name).sort());
  for (const flag of Object.values(flags)) assert.equal((flag as { defaultVariant: string }).defaultVariant, 'off');
});

test('when flags are hidden, then no name of the catalogue is in the file, and one file does not read as another', () => {
  const text = flagDocument(catalogue, switches, 'a');
  for (const { name } of catalogue) assert.ok(!text.includes(name), name);
  assert.notDeepEqual(
    Object.keys(JSON.parse(text).flags),
    Object.keys(JSON.parse(flagDocument(catalogue, switches, 'b')).flags),
  );
});

for (const text of ['', '[]', '{}', '{"flags": {"n-plus-one": {"defaultVariant": "huge"}}}']) {
  test(`when the file holds ${text || 'nothing'}, then it is none of ours`, () => {
    assert.equal(readFlagDocument(catalogue, text), undefined);
  });
}
