import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../src/diagnose/index.ts';
import { windowAs } from '../accuracy/index.ts';
import { call, faultsOf, query, type ReportedKinds, type Step, type System, work } from '../generator/index.ts';
import { bankWith } from '../generator/systems/bank.ts';
import { explain, windowOf } from '../support/diagnosis-cases.ts';

const seeds = [71, 72, 73, 74];

/** A system with one entry, whose requests are of two sorts behind one name. */
const behind = (
  name: string,
  steps: (isRare: boolean) => readonly Step[],
  rare: number,
  more: System['operations'] = {},
) => ({
  operations: {
    [name]: { steps: ({ random }: { random: () => number }) => steps(random() < rare) },
    'logins POST /logins': { steps: [work(200)] },
    'carts GET /carts': { steps: [work(8), query('SELECT carts', 4)] },
    'sessions GET /sessions': { steps: [work(2)] },
    ...more,
  },
  entries: [{ operation: name, weight: 1 }],
});
const login = call('logins POST /logins');
const cart = call('carts GET /carts');

const mixes: Readonly<Record<string, (rare: number) => System>> = {
  'logins behind GET /*': bankWith,
  'logins behind a check of the session': rare =>
    behind('door GET /*', isRare => [call('sessions GET /sessions'), isRare ? login : cart], rare),
  'logins after the carts, told by a later step only': rare =>
    behind('door GET /*', isRare => [cart, ...(isRare ? [login] : [])], rare),
  'logins behind a name for all further inside': rare =>
    behind('site GET /shop', () => [call('door GET /*')], rare, {
      'door GET /*': { steps: ({ random }) => [random() < rare ? login : cart] },
    }),
  'logins below two names for all': rare =>
    behind('edge GET /', () => [call('door GET /*')], rare, {
      'door GET /*': { steps: ({ random }) => [random() < rare ? login : cart] },
    }),
  'slow queries of a service that calls nobody': rare =>
    behind('shop GET /*', isRare => [query(isRare ? 'SELECT reports' : 'SELECT carts', isRare ? 200 : 5)], rare),
};

for (const kinds of ['kept', 'bare'] satisfies readonly ReportedKinds[]) {
  for (const [what, mix] of Object.entries(mixes)) {
    test(`when there are more ${what}, with kinds ${kinds}, then nobody is blamed for it`, () => {
      for (const seed of seeds) {
        const diagnosis = diagnose(windowAs(kinds, mix(0.06), seed), windowAs(kinds, mix(0.21), seed + 1000));
        assert.deepEqual(diagnosis.culprits, [], explain(seed, diagnosis));
      }
    });
  }
}

/** A page that keeps its catalogue in a cache. */
const pageWith = (name: string, missing: number) =>
  behind(name, misses => [work(3), ...(misses ? [call('carts GET /carts')] : [])], missing);

for (const name of ['shop GET /', 'shop POST /graphql']) {
  const [service, operation] = [name.slice(0, 4), name.slice(5)];

  test(`when a cache misses for all requests of ${operation}, then it is named, with medium confidence`, () => {
    for (const seed of seeds) {
      const [before, after] = [windowOf(pageWith(name, 0.1), seed), windowOf(pageWith(name, 1), seed + 1000)];
      const diagnosis = diagnose(before, after);
      const [first] = diagnosis.culprits;
      assert.deepEqual(
        [first?.service, first?.operation, first?.kind, first?.confidence],
        [service, operation, 'cache-stampede', 'medium'],
        explain(seed, diagnosis),
      );
    }
  });

  test(`when many more requests of another sort come in by ${operation}, then nobody is blamed for it`, () => {
    for (const seed of seeds) {
      const [before, after] = [pageWith(name, 0.1), pageWith(name, 0.95)];
      const diagnosis = diagnose(windowOf(before, seed, 400, 20), windowOf(after, seed + 1000, 800, 40));
      assert.deepEqual(diagnosis.culprits, [], explain(seed, diagnosis));
    }
  });
}

test('when the mix behind one name changes and something is slow besides, then that is named', () => {
  const [fault] = faultsOf(bankWith(0.21), 100).filter(({ title }) => title.startsWith('limits POST /checks'));
  assert.ok(fault);
  for (const seed of seeds) {
    const diagnosis = diagnose(windowAs('kept', bankWith(0.06), seed), windowAs('kept', fault.system, seed + 1000));
    assert.equal(diagnosis.culprits[0]?.service, 'limits', explain(seed, diagnosis));
  }
});
