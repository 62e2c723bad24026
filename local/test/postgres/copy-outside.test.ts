import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { scratchFolder } from '@spanshop/local/testing';
import { copyOutside } from '../../src/postgres/copy-outside.ts';

function folders(t: TestContext) {
  const programs = scratchFolder(t);
  mkdirSync(join(programs, 'bin'));
  writeFileSync(join(programs, 'bin/postgres'), 'ours');
  return { programs, outside: scratchFolder(t) };
}

test('when the programs are copied twice, then there is one copy', t => {
  const { programs, outside } = folders(t);
  const copy = copyOutside(programs, outside);
  assert.equal(copyOutside(programs, outside), copy);
  assert.equal(readFileSync(join(copy, 'bin/postgres'), 'utf8'), 'ours');
  assert.equal(readdirSync(outside).length, 1);
});

test('when somebody has put a link where the copy is to be, then it is neither followed nor left half done', t => {
  const { programs, outside } = folders(t);
  const copy = copyOutside(programs, outside);
  rmSync(copy, { recursive: true });
  // A folder of ours with somebody else's program: the link to it is what a stranger can make.
  const lure = scratchFolder(t);
  mkdirSync(join(lure, 'bin'));
  writeFileSync(join(lure, 'bin/postgres'), 'theirs');
  symlinkSync(lure, copy);
  assert.throws(() => copyOutside(programs, outside), { message: `${copy} is in the way, and is not ours: remove it` });
  assert.equal(readdirSync(outside).length, 1);
});
