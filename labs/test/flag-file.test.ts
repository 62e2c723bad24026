import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { versionOf } from '@spanshop/shared/faults';
import { catalogue } from '../src/catalogue/index.ts';
import { readFlags, type Switch, writeFlags } from '../src/flags/index.ts';

const on = catalogue.slice(0, 1).map((fault): Switch => ({ fault, magnitude: 2, scope: { of: 'all' } }));
const folder = () => mkdtemp(join(tmpdir(), 'spanshop-flags-'));

test('when flags are written, then the folder is made, nothing else is left in it, and the version is that of the text', async () => {
  const file = join(await folder(), 'deeper', 'flags.json');
  const version = await writeFlags(file, on);
  assert.equal(version, versionOf(await readFile(file, 'utf8')));
  assert.deepEqual(await readdir(join(file, '..')), ['flags.json']);
  assert.deepEqual(await readFlags(file), { switches: on, salt: undefined });
});

test('when there is no file, then nothing is on', async () => {
  assert.deepEqual(await readFlags(join(await folder(), 'flags.json')), { switches: [], salt: undefined });
});

test('when the file is a link, then it is not written, and what it leads to stays', async () => {
  const inside = await folder();
  await writeFile(join(inside, 'theirs.json'), '{}');
  await symlink('theirs.json', join(inside, 'flags.json'));
  await assert.rejects(writeFlags(join(inside, 'flags.json'), on), { name: 'SentenceError', message: /is a link/ });
  assert.equal(await readFile(join(inside, 'theirs.json'), 'utf8'), '{}');
});

test('when the folder cannot be written, then one sentence says so, and why', async () => {
  const inside = await folder();
  await writeFile(join(inside, 'no-folder'), '');
  await assert.rejects(writeFlags(join(inside, 'no-folder', 'flags.json'), on), {
    name: 'SentenceError',
    message: /cannot be written \((ENOTDIR|EEXIST)\)/,
  });
});

test('when the file is none of ours, then one sentence says what makes a new one', async () => {
  const file = join(await folder(), 'flags.json');
  await writeFile(file, '{"flags": ');
  await assert.rejects(readFlags(file), { name: 'SentenceError', message: /npm run lab -- off/ });
});
