import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { root } from '@spanshop/local/root';
import { writeProgram } from '@spanshop/local/testing';
import { catalogue } from '@spanshop/local/tools';

/** Every command succeeds at once, and each run of tests passes three; what was asked for is noted. */
const npm = `echo "$* with $SPANSHOP_REQUIRE" >>"$ASKED"
echo "Jaeger \${JAEGER_TAG:-of .env}" >>"$ASKED"
case "$*" in test | 'run compose:test') echo '3 passed, 0 failed, 0 skipped in 1 s' ;; esac`;

type Docker = 'answers' | 'does not answer' | 'is started by the script beside the project';

/** Runs .ci/run where npm and docker only say whether they work. */
function runCi(docker: Docker): { code: number | null; said: string; asked: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'spanshop-ci-'));
  try {
    const bin = join(folder, 'bin');
    const programs = { npm, docker: docker === 'answers' ? 'exit 0' : 'exit 1', chromium: 'exit 0' };
    for (const [name, script] of Object.entries(programs)) writeProgram(bin, name, script);
    if (docker === 'is started by the script beside the project') {
      writeProgram(join(folder, 'shared/machine'), 'docker-engine', 'exit 0');
    }
    cpSync(join(root, '.ci'), join(folder, 'project/.ci'), { recursive: true });
    const { SPANSHOP_REQUIRE: _, JAEGER_TAG: __, ...environment } = process.env;
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

test('when the machine has a Docker, then it is used as it is, with the versions of .env', () => {
  const { code, said, asked } = runCi('answers');
  assert.equal(code, 0, said);
  assert.match(said, /\n6 passed, 0 failed\n$/);
  assert.ok(asked.includes(`run compose:test with docker,${withoutDocker}`), asked.join('\n'));
  assert.ok(asked.includes('Jaeger of .env') && !asked.includes('Jaeger 2.13.0'), asked.join('\n'));
});

test('when a script beside the project starts the Docker, then the Jaeger is the one that can be built there', () => {
  const { code, said, asked } = runCi('is started by the script beside the project');
  assert.equal(code, 0, said);
  assert.ok(asked.includes(`run compose:test with docker,${withoutDocker}`), asked.join('\n'));
  assert.ok(
    asked.includes(`Jaeger ${catalogue.jaeger.version}`) && !asked.includes('Jaeger of .env'),
    asked.join('\n'),
  );
});
