import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { productPage } from '@spanshop/shared/contracts/inventory';
import { assertUnnamed } from '@spanshop/shared/testing';
import { memoryPressure } from '../../src/faults/memory-pressure/entry.ts';
import { createReport, mostReportBytes } from '../../src/faults/memory-pressure/report.ts';
import { startLab } from '../support/start-lab.ts';

const lab = await startLab();
after(lab.close);

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
const usedBytes = () => {
  collect();
  return process.memoryUsage().heapUsed;
};
const look = async () => productPage.parse(await (await fetch(`${lab.url}/products?tenant=main&limit=20`)).json());

test('when it is on, then each look leaves rows in memory, which go when it is off', async () => {
  const healthy = await look();
  const before = usedBytes();
  await lab.on(memoryPressure, 2);
  for (let looks = 0; looks < 10; looks += 1) assert.deepEqual(await look(), healthy);
  const rows = 10 * 20 * memoryPressure.magnitudes.values[1];
  const grown = usedBytes() - before;
  assert.ok(grown > rows * 40, `${grown} bytes for ${rows} rows`);
  assertUnnamed(memoryPressure);
  await lab.off();
  assert.deepEqual(await look(), healthy);
  assert.ok(usedBytes() - before < grown / 4);
});

test('when the report is full, then its oldest rows make room, and it takes no more bytes than it may', async () => {
  const { products } = await look();
  const before = usedBytes();
  const report = createReport();
  const [, , rowsEach] = memoryPressure.magnitudes.values;
  await report.begin(rowsEach);
  const page = products.length * rowsEach;
  for (let pages = 0; pages < 60; pages += 1) report.kept({ products });
  assert.ok(report.rows > page && report.rows < 60 * page, `${report.rows} rows`);
  report.kept({ products: Array.from({ length: 5 }, () => products).flat() });
  const taken = usedBytes() - before;
  assert.ok(taken < mostReportBytes, `${taken} of ${mostReportBytes} bytes`);
  await report.end();
  assert.equal(report.rows, 0);
});
