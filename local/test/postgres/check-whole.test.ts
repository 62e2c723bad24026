import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { scratchFolder } from '@spanshop/local/testing';
import { checkWhole } from '../../src/postgres/check-whole.ts';

test("when npm ran no scripts, then PostgreSQL's missing links are named with the command, until they are there", t => {
  const folder = scratchFolder(t);
  checkWhole(folder);
  mkdirSync(join(folder, 'native/lib'), { recursive: true });
  const links = [{ source: 'native/lib/libicuuc.so.60.2', target: 'native/lib/libicuuc.so.60' }];
  writeFileSync(join(folder, 'native/pg-symlinks.json'), JSON.stringify(links));
  writeFileSync(join(folder, 'native/lib/libicuuc.so.60.2'), '');
  assert.throws(() => checkWhole(folder), { name: 'SentenceError', message: /: npm ci --ignore-scripts=false$/ });
  symlinkSync('libicuuc.so.60.2', join(folder, 'native/lib/libicuuc.so.60'));
  checkWhole(folder);
});
