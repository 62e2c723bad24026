import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OrderFate } from '@spanshop/local/orders';
import type { Call } from '@spanshop/local/shoppers';
import type { Symptom } from '@spanshop/shared/faults';
import { figuresOf } from '../../src/experiment/figures.ts';
import { feelingAt, isFelt } from '../../src/experiment/index.ts';

const call = (endpoint: string, status: number | undefined, durationMs = 10): Call => ({
  endpoint,
  status,
  durationMs,
  startedUnixMs: 0,
});

const none = { visits: 0, dropped: 0, calls: [], orders: undefined, nowUnixMs: 0 };

test('when answers are what a shop in order gives, then none is an error', () => {
  const calls = [
    call('GET /products', 200),
    call('POST /orders', 201),
    call('POST /orders', 402),
    call('POST /orders/{orderId}/cancel', 200),
    call('POST /orders/{orderId}/cancel', 409),
  ];
  assert.equal(figuresOf({ ...none, calls }).errors, 0);
});

test('when an answer is not settled, refused, failed or does not come, then it is an error of its endpoint', () => {
  const calls = [
    call('POST /orders', 201),
    call('POST /orders', 202),
    call('POST /orders', 409),
    call('GET /products', 402),
    call('GET /products', 500),
    call('GET /products', undefined),
  ];
  const { errors, endpoints } = figuresOf({ ...none, calls });
  assert.equal(errors, 5);
  assert.deepEqual([endpoints['POST /orders']?.errors, endpoints['GET /products']?.errors], [2, 3]);
});

test('when orders are still open, then their age counts, and what will not ship does not', () => {
  const fate = (status: string, placedUnixMs: number, shippedUnixMs?: number): OrderFate => ({
    status,
    placedUnixMs,
    shippedUnixMs,
  });
  const orders = [fate('shipped', 0, 100), fate('confirmed', 100), fate('shipping', 300), fate('cancelled', 0)];
  const { shipping } = figuresOf({ ...none, orders, nowUnixMs: 1_000 });
  assert.deepEqual(shipping, { orders: 3, open: 2, p50Ms: 700, p95Ms: 880 });
});

const symptomOf = (feltAs: Symptom['feltAs']): Symptom => ({ endpoint: 'POST /orders', feltAs, inWords: '' });

test('when the slowest requests take half as long again, then latency is felt', () => {
  const feel = (p95Ms: number) => ({ p50Ms: 1, p95Ms, errorRate: 0 });
  assert.equal(isFelt(symptomOf('latency'), feel(100), feel(149)), false);
  assert.equal(isFelt(symptomOf('latency'), feel(100), feel(150)), true);
  assert.equal(isFelt(symptomOf('not-at-all'), feel(100), feel(150)), false);
});

test('when one request in twenty more fails, then errors are felt', () => {
  const feel = (errorRate: number) => ({ p50Ms: 1, p95Ms: 1, errorRate });
  assert.equal(isFelt(symptomOf('errors'), feel(0.01), feel(0.059)), false);
  assert.equal(isFelt(symptomOf('errors'), feel(0.01), feel(0.0601)), true);
});

test('when the symptom is the time to shipped, then that is what is looked at, not the answer', () => {
  const orders = [{ status: 'shipped', placedUnixMs: 0, shippedUnixMs: 500 }];
  const figures = figuresOf({ ...none, calls: [call('POST /orders', 500, 20)], orders, nowUnixMs: 1_000 });
  assert.deepEqual(feelingAt(symptomOf('time-to-shipped'), figures), { p50Ms: 500, p95Ms: 500, errorRate: 1 });
  assert.deepEqual(feelingAt(symptomOf('latency'), figures), { p50Ms: 20, p95Ms: 20, errorRate: 1 });
  assert.equal(feelingAt({ ...symptomOf('latency'), endpoint: 'GET /products' }, figures), undefined);
});
