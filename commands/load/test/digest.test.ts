import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '@spanshop/analysis/statistics';
import { parseReport, type RequestReport } from '../src/k6/parse-report.ts';
import { createDigest } from '../src/requests/digest.ts';
import { addTo, countOf, type Histogram, merged, quantileOf } from '../src/requests/histogram.ts';

const request = (more: Partial<RequestReport>): RequestReport => ({
  journey: 'browse',
  operation: 'GET /products',
  status: 200,
  failed: false,
  durationMs: 10,
  startedUnixMs: 1_000,
  traceId: '0af7651916cd43dd8448eb211c80319c',
  sampled: true,
  ...more,
});

test('when k6 tells of a request, then its line is read', () => {
  const fields = '["order","POST /orders",201,false,12.5,1795355131512,"0af7651916cd43dd8448eb211c80319c",null]';
  assert.deepEqual(parseReport(`spanshop-request ${fields}`), {
    journey: 'order',
    operation: 'POST /orders',
    status: 201,
    failed: false,
    durationMs: 12.5,
    startedUnixMs: 1_795_355_131_512,
    traceId: '0af7651916cd43dd8448eb211c80319c',
    sampled: undefined,
  });
});

test('when no answer came, then no trace is named', () => {
  const report = parseReport('spanshop-request ["order","POST /orders",0,true,12000,1795355131512,null,null]');
  assert.equal(report?.status, 0);
  assert.equal(report?.traceId, undefined);
});

for (const line of [
  '',
  'thresholds have been crossed',
  'spanshop-request',
  'spanshop-request [',
  'spanshop-request ["a"]',
]) {
  test(`when k6 says ${JSON.stringify(line)}, then that is no request`, () => {
    assert.equal(parseReport(line), undefined);
  });
}

test('when many requests come, then exactly the slowest sampled ones are kept, slowest first', () => {
  const random = createRandom(7);
  const all = Array.from({ length: 5_000 }, (_, index) =>
    request({ durationMs: random() * 1_000, traceId: String(index), sampled: index % 3 !== 0 }),
  );
  const digest = createDigest(0);
  for (const each of all) digest.add(each);
  const expected = all
    .filter(({ sampled }) => sampled)
    .sort((a, b) => b.durationMs - a.durationMs)
    .slice(0, 10);
  assert.deepEqual(
    digest.digest()['browse']?.slowest.map(({ traceId }) => traceId),
    expected.map(({ traceId }) => traceId),
  );
});

test('when requests fail, then the first ten are kept, even if they were not answered', () => {
  const digest = createDigest(0);
  for (let index = 0; index < 30; index += 1) {
    digest.add(request({ failed: true, status: 0, sampled: undefined, traceId: String(index) }));
  }
  const { failed, slowest, answers } = digest.digest()['browse'] ?? {};
  assert.deepEqual(
    failed?.map(({ traceId }) => traceId),
    ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  );
  assert.deepEqual(slowest, []);
  assert.deepEqual(answers, { 'GET /products 0': 30 });
});

test('when requests come over time, then each counts in its slice and its journey', () => {
  const digest = createDigest(1_000);
  for (const startedUnixMs of [900, 1_000, 5_999, 6_000, 21_500]) digest.add(request({ startedUnixMs }));
  digest.add(request({ journey: 'order', startedUnixMs: 6_100, failed: true }));
  const { browse, order } = digest.digest();
  assert.deepEqual(
    browse?.slices.map(({ index, count }) => [index, count]),
    [
      [0, 3],
      [1, 1],
      [4, 1],
    ],
  );
  assert.deepEqual(
    order?.slices.map(({ index, failed }) => [index, failed]),
    [[1, 1]],
  );
});

test('when quantiles are taken of a histogram, then they are right to one in a hundred', () => {
  const random = createRandom(3);
  const values = Array.from({ length: 20_000 }, () => Math.exp(random() * 8));
  const halves: Histogram[] = [{}, {}];
  for (const [index, value] of values.entries()) addTo(halves[index % 2] as Histogram, value);
  const histogram = merged(halves);
  const sorted = values.toSorted((a, b) => a - b);
  assert.equal(countOf(histogram), 20_000);
  for (const p of [0.01, 0.5, 0.95, 0.99]) {
    const exact = sorted[Math.ceil(p * sorted.length) - 1] as number;
    assert.ok(Math.abs(quantileOf(histogram, p) / exact - 1) <= 0.011, `${p}`);
  }
  assert.ok(Number.isNaN(quantileOf({}, 0.5)));
});
