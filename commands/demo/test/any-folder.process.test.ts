import assert from 'node:assert/strict';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { launchDemo, temporaryFolder } from '@spanshop/local/testing';
import { copyProject } from './support/copy-project.ts';

/** A space, what means something else in a URL or to a shell, and letters beyond ASCII. */
const name = "my shöp #1 100% sure? 'yes'";

test('when the project lies in a folder of any name and its pages are not built, then the demo says so, builds them, runs, and leaves nothing beside it', async () => {
  const parent = temporaryFolder();
  const project = join(parent, name);
  try {
    copyProject(project);
    const demo = await launchDemo({ project, arguments: ['--once'] });
    const { code } = await demo.exit;
    const { stdout, stderr } = demo.output();
    assert.equal(code, 0, stdout + stderr);
    assert.match(stderr, /console warn: the pages were not built when the packages were installed/);
    assert.ok(existsSync(join(project, 'services/console/dist/index.html')));
    assert.match(stdout, /All \d+ spans are as they should be/);
    assert.deepEqual(readdirSync(parent), [name]);
    assert.ok(readdirSync(project).includes('.spanshop'));
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
});
