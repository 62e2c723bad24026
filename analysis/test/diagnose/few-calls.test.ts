import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../src/diagnose/index.ts';
import { windowAs } from '../accuracy/index.ts';
import { changed, query, type Step, work } from '../generator/index.ts';
import { bankWith } from '../generator/systems/bank.ts';
import { explain } from '../support/diagnosis-cases.ts';

const healthy = changed(bankWith(0.1), { 'logins POST /logins': { steps: [work(10), query('SELECT customers', 20)] } });
const logins = (queryMs: number): readonly Step[] => [work(10), query('SELECT customers', queryMs)];
const slow = changed(healthy, { 'logins POST /logins': { steps: logins(2000) } });
const loginsIn = (window: ReturnType<typeof windowAs>) =>
  window.requests.filter(({ operations }) => [...operations.values()].some(({ service }) => service === 'logins'))
    .length;
const pairs = Array.from({ length: 20 }, (_, i) => {
  const [before, after] = [windowAs('kept', healthy, 80 + i, 50), windowAs('kept', slow, 1080 + i, 50)];
  return { seed: 80 + i, before, after, calls: [loginsIn(before), loginsIn(after)] as const };
});
const enough = pairs.filter(({ calls: [before, after] }) => Math.min(before, after) >= 3 && before + after >= 7);

test('when 3 to 8 calls among 50 requests went from 30 ms to 2 s, then that is no chance, and with seven or eight calls medium', () => {
  assert.ok(enough.length >= 4 && enough.some(({ calls: [before, after] }) => before + after <= 8));
  for (const { seed, before, after, calls } of enough) {
    const diagnosis = diagnose(before, after);
    const [first] = diagnosis.culprits;
    assert.deepEqual(
      [first?.service, first?.operation, first?.kind],
      ['logins', 'SELECT customers', 'slow-query'],
      explain(seed, diagnosis),
    );
    if (calls[0] + calls[1] <= 8) assert.equal(first?.confidence, 'medium');
  }
});

test('when a few calls have always been of two speeds, then nobody is named for how they fell', () => {
  const twoSpeeds = changed(healthy, {
    'logins POST /logins': { steps: ({ random }) => logins(random() < 0.5 ? 1 : 400) },
  });
  const named = Array.from({ length: 50 }, (_, i) =>
    diagnose(windowAs('kept', twoSpeeds, 300 + i, 50), windowAs('kept', twoSpeeds, 2300 + i, 50)),
  ).filter(({ culprits }) => culprits.length > 0);
  assert.ok(named.length <= 1, `${named.length} of 50`);
  assert.ok(named.every(({ culprits }) => culprits[0]?.confidence === 'medium'));
});
