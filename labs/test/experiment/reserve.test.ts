import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { refuseWhileReserved, reserve } from '../../src/experiment/reserve.ts';

const laboratory = async () => ({ folder: await mkdtemp(join(tmpdir(), 'spanshop-reserve-')) });
const heldBy = ({ folder }: { folder: string }, pid: number) =>
  writeFile(join(folder, 'in-use.json'), JSON.stringify({ pid }));

test('when another process experiments, then nobody else begins, and one sentence names it', async () => {
  const shop = await laboratory();
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  await heldBy(shop, other.pid as number);
  await assert.rejects(reserve(shop), {
    name: 'SentenceError',
    message: new RegExp(`process ${other.pid} experiments`),
  });
  other.kill();
  await once(other, 'exit');
  await refuseWhileReserved(shop);
  await (await reserve(shop))();
});

test('when an experiment is over, then nothing is left of its reservation', async () => {
  const shop = await laboratory();
  const giveBack = await reserve(shop);
  assert.deepEqual(await readdir(shop.folder), ['in-use.json']);
  await giveBack();
  assert.deepEqual(await readdir(shop.folder), []);
});

test('when a reservation cannot be read, then it is taken for none', async () => {
  const shop = await laboratory();
  await writeFile(join(shop.folder, 'in-use.json'), '{"pid":');
  await refuseWhileReserved(shop);
});
