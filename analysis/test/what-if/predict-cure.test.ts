import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../src/diagnose/index.ts';
import { mean, quantile } from '../../src/statistics/index.ts';
import { call, changed, connection, query, type Step, type System, ticketSystem, work } from '../generator/index.ts';
import { type Changes, explain, windowOf } from '../support/diagnosis-cases.ts';

interface CureCase {
  /** Continues "when ... is cured". */
  readonly title: string;
  readonly system?: System;
  readonly fault: Changes;
  /** A second fault that stays. */
  readonly stays?: Changes;
  readonly endpoint: string;
}

const requests = 1500;
const booking = (steps: readonly Step[]): Changes => ({ 'booking POST /bookings': { steps } });
const bookingSteps = (quote: Step, hold: Step): readonly Step[] => [
  work(1),
  { do: 'parallel', branches: [[quote], [call('fraud POST /checks')]] },
  hold,
  { do: 'external', peer: 'bank', ms: 15 },
  query('INSERT bookings', 3),
];
const slowQuote = { 'pricing POST /quotes': { steps: [work(2), query('SELECT prices', 90)] } };
const slowCheck = { 'fraud POST /checks': { steps: [work(70)] } };

const cases: readonly CureCase[] = [
  {
    title: 'a query',
    fault: { 'events GET /events': { steps: [work(1), connection('events'), query('SELECT events', 60), work(1)] } },
    endpoint: 'web GET /events',
  },
  {
    title: 'the slower of two calls that are made at once, and the other is slow too',
    fault: slowQuote,
    stays: slowCheck,
    endpoint: 'web POST /bookings',
  },
  {
    title: 'a query that is slow in one request of ten',
    fault: {
      'events GET /events': {
        steps: ({ random }) => [work(1), query('SELECT events', random() < 0.1 ? 300 : 6), work(1)],
      },
    },
    endpoint: 'web GET /events',
  },
  {
    title: 'a query that is made twenty times',
    fault: {
      'events GET /events': {
        steps: [work(1), ...Array.from({ length: 20 }, () => query('SELECT events', 6)), work(1)],
      },
    },
    endpoint: 'web GET /events',
  },
  {
    title: 'a link',
    fault: booking(
      bookingSteps(call('pricing POST /quotes'), {
        do: 'call',
        operation: 'seats POST /holds',
        preMs: 40,
        postMs: 40,
      }),
    ),
    endpoint: 'web POST /bookings',
  },
];

/** The figures of one endpoint, milliseconds. */
function measured(system: System, endpoint: string, seed: number) {
  const ms = windowOf(system, seed, requests)
    .requests.filter(request => request.endpoint === endpoint)
    .map(({ latencyNano }) => latencyNano / 1e6);
  return { mean: mean(ms), p95: quantile(ms, 0.95) };
}

for (const { title, system = ticketSystem, fault, stays = {}, endpoint } of cases) {
  for (const seed of [61, 62, 63]) {
    test(`when ${title} is cured (seed ${seed}), then mean and p95 are as was predicted, within a tenth`, () => {
      const baseline = windowOf(system, seed, requests);
      const degraded = windowOf(changed(changed(system, stays), fault), seed + 1000, requests);
      const diagnosis = diagnose(baseline, degraded);
      const [named] = diagnosis.culprits;
      const cured = named?.cure.find(each => each.endpoint === endpoint);
      const is = measured(changed(system, stays), endpoint, seed + 2000);
      const told = `${explain(seed, diagnosis)}\n${JSON.stringify([cured, is])}`;
      assert.ok(cured, told);
      assert.ok(Math.abs(cured.mean.curedMs / is.mean - 1) < 0.1, told);
      assert.ok(Math.abs(cured.p95.curedMs / is.p95 - 1) < 0.1, told);
    });
  }
}

test('when a fault does not touch an endpoint, then its prediction is what it is now', () => {
  const fault = cases[0]?.fault as Changes;
  const { culprits } = diagnose(
    windowOf(ticketSystem, 61, requests),
    windowOf(changed(ticketSystem, fault), 1061, requests),
  );
  const untouched = culprits[0]?.cure.find(each => each.endpoint === 'web POST /bookings');
  assert.equal(untouched?.mean.curedMs, untouched?.mean.degradedMs);
  assert.equal(untouched?.p95.curedMs, untouched?.p95.degradedMs);
});
