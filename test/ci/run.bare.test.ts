import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { root } from '@spanshop/local/root';

/** Every command succeeds at once, and each run of tests passes three; what was asked for is noted. */
const npm = `echo "$* with $SPANSHOP_REQUIRE" >>"$ASKED"
case "$*" in test | 'run compose:test') echo '3 passed, 0 failed, 0 skipped in 1 s' ;; esac`;

/** Runs .ci/run in a folder with nothing beside it, where npm and docker only say whether they work. */
function runCi(docker: 'answers' | 'does not answer'): { code: number | null; said: string; asked: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'spanshop-ci-'));
  try {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    const programs = { npm, docker: docker === 'answers' ? 'exit 0' : 'exit 1', chromium: 'exit 0' };
    for (const [name, script] of Object.entries(programs)) {
      writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
      chmodSync(join(bin, name), 0o755);
    }
    cpSync(join(root, '.ci'), join(folder, 'project/.ci'), { recursive: true });
    const { SPANSHOP_REQUIRE: _, ...environment } = process.env;
    const asked = join(folder, 'asked');
    const { status, stdout } = spawnSync(join(folder, 'project/.ci/run'), [], {
      env: { ...environment, PATH: `${bin}${delimiter}${process.env['PATH']}`, ASKED: asked },
      encoding: 'utf8',
    });
    return { code: status, said: stdout, asked: readFileSync(asked, 'utf8').trim().split('\n') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const withoutDocker = 'jaeger,zipkin,collector,k6,chromium';

test('when there is no Docker, then the containers are left out, that is said, and all else runs', () => {
  const { code, said, asked } = runCi('does not answer');
  assert.equal(code, 0, said);
  assert.match(said, /left out, since no Docker answers here: npm run compose:test/);
  assert.match(said, /\n3 passed, 0 failed\n$/);
  assert.ok(asked.includes(`test with ${withoutDocker}`), asked.join('\n'));
  assert.ok(asked.includes(`run demo -- --backend both --once with ${withoutDocker}`), asked.join('\n'));
  assert.ok(!asked.some(line => line.includes('compose:test')));
});

test('when the machine has a Docker, then it is used as it is', () => {
  const { code, said, asked } = runCi('answers');
  assert.equal(code, 0, said);
  assert.match(said, /\n6 passed, 0 failed\n$/);
  assert.ok(asked.includes(`run compose:test with docker,${withoutDocker}`), asked.join('\n'));
});
