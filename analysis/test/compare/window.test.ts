import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWindowBuilder, filterWindow, observeWindow } from '../../src/compare/index.ts';
import { generateTraces, ticketSystem } from '../generator/index.ts';

const traces = [...generateTraces({ system: ticketSystem, requests: 1500, seed: 71 })];
const meanMs = (requests: readonly { readonly latencyNano: number }[]) =>
  requests.reduce((sum, request) => sum + request.latencyNano / 1e6, 0) / requests.length;

test('when a window has more requests than are kept, then an even sample stands for all', () => {
  const builder = createWindowBuilder(400);
  for (const trace of traces) builder.add(trace);
  const [sample, whole] = [builder.finish(), observeWindow(traces)];
  assert.equal(sample.requests.length, 400);
  assert.equal(sample.thinning, whole.requests.length / 400);
  assert.equal(sample.traces, whole.traces);
  assert.ok(Math.abs(meanMs(sample.requests) / meanMs(whole.requests) - 1) < 0.1);
  const middleMs = (whole.fromUnixMs + whole.toUnixMs) / 2;
  const early = sample.requests.filter(request => request.startUnixMs < middleMs).length;
  assert.ok(early > 140 && early < 260, `${early} of 400 are from the first half`);
});

test('when a window has few requests, then all are kept', () => {
  assert.equal(observeWindow(traces.slice(0, 10)).thinning, 1);
});

test('when a window is filtered, then it lasts from the first request that is left to the last', () => {
  const whole = observeWindow(traces);
  const middleMs = (whole.fromUnixMs + whole.toUnixMs) / 2;
  const half = filterWindow(whole, request => request.startUnixMs < middleMs);
  assert.equal(half.fromUnixMs, whole.fromUnixMs);
  assert.equal(half.toUnixMs, Math.max(...half.requests.map(request => request.startUnixMs)));
  assert.ok(half.toUnixMs < middleMs);
});
