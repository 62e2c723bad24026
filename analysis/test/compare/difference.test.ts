import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differenceOf, mixOf, observeWindow } from '../../src/compare/index.ts';
import { changed, generateTraces, query, ticketSystem, work } from '../generator/index.ts';

const baseline = observeWindow(generateTraces({ system: ticketSystem, requests: 600, seed: 1 }));
const slower = changed(ticketSystem, {
  'events GET /events': { steps: [work(1), query('SELECT events', 60), work(1)] },
});
const degraded = observeWindow(generateTraces({ system: slower, requests: 600, seed: 2 }));
const difference = differenceOf(mixOf(baseline, degraded));
const total = difference.degradedLatencyNano - difference.baselineLatencyNano;

test('when two windows are compared, then the keys’ changes sum to the change of the mean latency', () => {
  const sum = difference.keys.reduce((all, key) => all + key.deltaNano, 0);
  assert.ok(Math.abs(sum - total) < 1, `${sum} is not ${total}`);
});

test('when each change is split into count and time, then the three parts sum to it', () => {
  for (const key of difference.keys) {
    const parts = key.byCountNano + key.byTimeNano + key.byBothNano;
    assert.ok(Math.abs(parts - key.deltaNano) < 1);
  }
});

test('when one query became slower, then its key has nearly all of the change, by time and not by count', () => {
  const [first] = difference.keys;
  const key = degraded.keys.get(first?.keyId ?? '');
  assert.equal(key?.service, 'events');
  assert.equal(key?.operation, 'SELECT events');
  assert.equal(key?.class, 'db');
  assert.ok((first?.deltaNano ?? 0) > 0.9 * total);
  assert.ok((first?.byTimeNano ?? 0) > 0.95 * (first?.deltaNano ?? 0));
});

test('when only the mix of the requests changes, then the mean latency does not', () => {
  const other = {
    ...ticketSystem,
    entries: ticketSystem.entries.map((entry, i) => ({ ...entry, weight: [1, 1, 8][i] ?? 1 })),
  };
  const shifted = observeWindow(generateTraces({ system: other, requests: 600, seed: 3 }));
  const { baselineLatencyNano, degradedLatencyNano } = differenceOf(mixOf(baseline, shifted));
  assert.ok(Math.abs(degradedLatencyNano / baselineLatencyNano - 1) < 0.03);
});

test('when a request has been observed, then the times on its path sum to its latency', () => {
  for (const request of [...baseline.requests, ...degraded.requests]) {
    const sum = [...request.path.values()].reduce((all, share) => all + share.nano, 0);
    assert.equal(sum, request.latencyNano);
  }
});

test('when an endpoint is in one window only, then it is named and left out', () => {
  const only = { ...ticketSystem, entries: [{ operation: 'web GET /events', weight: 1 }] };
  const mix = mixOf(baseline, observeWindow(generateTraces({ system: only, requests: 50, seed: 4 })));
  assert.deepEqual(
    mix.pairs.map(pair => [pair.endpoint, pair.weight]),
    [['web GET /events', 1]],
  );
  assert.deepEqual(mix.onlyInBaseline, ['mailer process booked', 'web GET /bookings/{id}', 'web POST /bookings']);
});
