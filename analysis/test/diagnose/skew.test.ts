import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connection, query, type System, ticketSystem, work } from '../generator/index.ts';
import { diagnosisOf, explain } from '../support/diagnosis-cases.ts';

const slowFor = (attribute: string, value: string | boolean, ms: number) => ({
  'events GET /events': {
    steps: ({ attributes }: { readonly attributes: Readonly<Record<string, unknown>> }) => [
      work(1),
      connection('events'),
      query('SELECT events', attributes[attribute] === value ? ms : 6),
      work(1),
    ],
  },
});

for (const seed of [21, 22, 23]) {
  test(`when a query is slow for one of eight regions (seed ${seed}), then the query and the region are named`, () => {
    const diagnosis = diagnosisOf({ changes: slowFor('app.region', 'r3', 80), requests: 1500 }, seed);
    const [first] = diagnosis.culprits;
    assert.equal(first?.operation, 'SELECT events', explain(seed, diagnosis));
    assert.deepEqual(first?.scope, { of: 'attribute', attribute: 'app.region', value: 'r3' }, explain(seed, diagnosis));
  });

  test(`when requests fail for one region only (seed ${seed}), then the place and the region are named`, () => {
    const changes = {
      'booking GET /bookings/{id}': {
        steps: ({ attributes }: { readonly attributes: Readonly<Record<string, unknown>> }) => [
          { do: 'work', ms: 1, failRate: attributes['app.region'] === 'r5' ? 0.9 : 0 } as const,
          query('SELECT bookings', 3),
        ],
      },
    };
    const diagnosis = diagnosisOf({ changes, requests: 1500 }, seed);
    const [first] = diagnosis.culprits;
    assert.deepEqual([first?.service, first?.kind], ['booking', 'error'], explain(seed, diagnosis));
    assert.deepEqual(first?.scope, { of: 'attribute', attribute: 'app.region', value: 'r5' }, explain(seed, diagnosis));
  });

  test(`when a query is slow for everybody (seed ${seed}), then no value of an attribute is named`, () => {
    const everybody = { 'events GET /events': { steps: [work(1), connection('events'), query('SELECT events', 60)] } };
    const diagnosis = diagnosisOf({ changes: everybody, requests: 1500 }, seed);
    assert.deepEqual(diagnosis.culprits[0]?.scope, { of: 'all' }, explain(seed, diagnosis));
  });

  test(`when a query is slow for everybody at an endpoint that alone has a value (seed ${seed}), then the value is not named`, () => {
    const vouchers: System = {
      ...ticketSystem,
      attributes: (random, entry) => ({
        'app.voucher': entry === 'web POST /bookings' && random() < 0.8 ? 'ten-percent' : 'none',
      }),
    };
    const changes = { 'pricing POST /quotes': { steps: [work(2), query('SELECT prices', 60)] } };
    const diagnosis = diagnosisOf({ system: vouchers, changes, requests: 1500 }, seed);
    assert.equal(diagnosis.culprits[0]?.operation, 'SELECT prices', explain(seed, diagnosis));
    assert.deepEqual(diagnosis.culprits[0]?.scope, { of: 'all' }, explain(seed, diagnosis));
  });

  test(`when an attribute tells the outcome (seed ${seed}), then it is not taken for a property`, () => {
    const outcome: System = { ...ticketSystem, attributes: () => ({ 'app.outcome': 'fine' }) };
    const slow: System = { ...outcome, attributes: random => ({ 'app.outcome': random() < 0.1 ? 'late' : 'fine' }) };
    const changes = slowFor('app.outcome', 'late', 200);
    const diagnosis = diagnosisOf({ system: slow, changes, requests: 1500 }, seed);
    assert.equal(diagnosis.culprits[0]?.operation, 'SELECT events', explain(seed, diagnosis));
  });
}
