import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type KeptWindow, keepWindows, type WindowKey } from '../../src/experiment/kept-windows.ts';

function fileFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'spanshop-labs-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'notes', 'windows.json');
}

const key: WindowKey = {
  gatewayUrl: 'http://127.0.0.1:1',
  seed: 1,
  visitsPerSecond: 15,
  seconds: 20,
  state: 'healthy',
};
const windowAt = (toUnixMs: number): KeptWindow => ({
  fromUnixMs: toUnixMs - 20_000,
  toUnixMs,
  traces: 700,
  figures: { visits: 300, dropped: 0, requests: 700, errors: 0, endpoints: {} },
});

test('when a window was kept, then the next experiment finds it, the newest first', async t => {
  const file = fileFor(t);
  const [older, newer] = [windowAt(Date.now() - 60_000), windowAt(Date.now())];
  await keepWindows(file).keep(key, older);
  await keepWindows(file).keep(key, newer);
  assert.deepEqual(await keepWindows(file).find(key), newer);
});

test('when anything about it differs, then it is another window', async t => {
  const kept = keepWindows(fileFor(t));
  await kept.keep(key, windowAt(Date.now()));
  for (const other of [
    { seed: 2 },
    { state: 'n-plus-one 2' },
    { visitsPerSecond: 5 },
    { gatewayUrl: 'http://[::1]:1' },
  ]) {
    assert.equal(await kept.find({ ...key, ...other }), undefined, JSON.stringify(other));
  }
});

test('when a window is older than ten minutes, then it is not taken', async t => {
  const kept = keepWindows(fileFor(t));
  await kept.keep(key, windowAt(Date.now() - 11 * 60_000));
  assert.equal(await kept.find(key), undefined);
});

test('when a state is forgotten, then its windows are, and no others', async t => {
  const kept = keepWindows(fileFor(t));
  await kept.keep(key, windowAt(Date.now()));
  await kept.keep({ ...key, state: 'n-plus-one 2' }, windowAt(Date.now()));
  await kept.forget('n-plus-one 2');
  assert.equal(await kept.find({ ...key, state: 'n-plus-one 2' }), undefined);
  assert.ok(await kept.find(key));
});

test('when the file is broken or cannot be written, then nothing is kept, and nothing fails', async t => {
  const file = fileFor(t);
  const kept = keepWindows(file);
  await kept.keep(key, windowAt(Date.now()));
  writeFileSync(file, '{"half');
  assert.equal(await kept.find(key), undefined);
  const nowhere = keepWindows(join(file, 'below-a-file.json'));
  await nowhere.keep(key, windowAt(Date.now()));
  assert.equal(await nowhere.find(key), undefined);
});
