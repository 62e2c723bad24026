import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { scratchFolder, writeProgram } from '@spanshop/local/testing';
import { findBrowser } from '../../src/browser/index.ts';

test('when a Chromium is on the PATH or named, then it is found, and otherwise there is none', t => {
  const folder = scratchFolder(t);
  assert.equal(findBrowser({ PATH: folder }), undefined);
  const path = writeProgram(folder, 'chromium', 'exit 0');
  assert.ok(findBrowser({ PATH: `/nothing:${folder}` }));
  assert.ok(findBrowser({ CHROMIUM_PATH: path }));
});

test('when the named Chromium is not there, then a sentence says so', t => {
  const CHROMIUM_PATH = join(scratchFolder(t), 'chromium');
  const message = `CHROMIUM_PATH is ${CHROMIUM_PATH}, which does not exist`;
  assert.throws(() => findBrowser({ CHROMIUM_PATH }), { name: 'SentenceError', exitCode: 2, message });
});
