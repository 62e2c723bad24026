import assert from 'node:assert/strict';
import { chmod, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Logger } from '@spanshop/shared/logging';
import { openLab } from '@spanshop/shared/testing';
import { aFault } from './a-fault.ts';

/** A lab with what it says in its log, and a call that tells which way it went. */
async function startLab() {
  const said: unknown[][] = [];
  const logger = { warn: (...words: unknown[]) => said.push(words) } as unknown as Logger;
  const lab = await openLab(logger);
  const way = lab.faults.choose(
    aFault,
    async () => 'healthy',
    () => async () => 'faulty',
  );
  return { ...lab, said, way };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise(resolve => setTimeout(resolve, 10));
}

test('when there is no file, then nothing is on, and nothing is said', async () => {
  const { start, way, said, faults, close } = await startLab();
  await start();
  assert.equal(await way(), 'healthy');
  assert.deepEqual(faults.state(), { labMode: true, version: undefined, problem: undefined });
  assert.deepEqual(said, []);
  await close();
});

for (const [what, spoil, problem] of [
  ['is cut off', (file: string) => writeFile(file, '{"flags": {"a-fault": '), 'is not in the format of flagd'],
  ['is something else', (file: string) => writeFile(file, '[]'), 'is not in the format of flagd'],
  ['is gone', (file: string) => rm(file), 'is gone'],
  [
    'is a folder',
    async (file: string) => {
      await rm(file);
      await mkdir(file);
    },
    'is no file',
  ],
  [
    'is a link to nothing',
    async (file: string) => {
      await rm(file);
      await symlink(`${file}.nowhere`, file);
    },
    'is gone',
  ],
  ['is enormous', (file: string) => writeFile(file, ' '.repeat(1_000_001)), 'is larger than 1 MB'],
] as const) {
  test(`when the file ${what}, then the last good state stays, and it is said once, without what the file says`, async () => {
    const { start, on, way, said, faults, file, close } = await startLab();
    await start();
    await on(aFault);
    const { version } = faults.state();
    await spoil(file);
    await until(() => faults.state().problem !== undefined);
    assert.equal(await way(), 'faulty');
    assert.deepEqual(faults.state(), { labMode: true, version, problem });
    await chmod(file, 0o644).catch(() => {});
    // Looked at again, and still the same problem.
    await new Promise(resolve => setTimeout(resolve, 600));
    assert.deepEqual(said, [[`the flag source ${problem}; what it said before stays`]]);
    await rm(file, { recursive: true, force: true });
    await on(aFault, 1);
    assert.equal(faults.state().problem, undefined);
    await close();
  });
}
