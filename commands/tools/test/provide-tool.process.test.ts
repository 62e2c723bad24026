import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fakeGo, fakeK6, scratchFolder, writeProgram } from '@spanshop/local/testing';
import { catalogue, fullName, provideTool } from '@spanshop/local/tools';

const main = join(import.meta.dirname, '../src/main.ts');

/** A machine without k6 whose Go takes some time to build it. */
function machineWithGo(t: TestContext, { seconds = 0.3, builds = '2.2.0' } = {}) {
  const folder = scratchFolder(t);
  const bin = join(folder, 'bin');
  writeProgram(bin, 'go', fakeGo({ log: folder, seconds, builds }));
  const cache = join(folder, 'cache');
  const building = join(folder, 'building');
  return {
    environment: { PATH: bin, SPANSHOP_TOOLS: cache },
    cache,
    bin,
    inCache: () => (existsSync(cache) ? readdirSync(cache) : []),
    buildCount: () => readFileSync(join(folder, 'builds'), 'utf8').trim().split('\n').length,
    async builderPid() {
      while (!existsSync(building) || readFileSync(building, 'utf8') === '') await sleep(20);
      return Number(readFileSync(building, 'utf8'));
    },
  };
}

function runTools(environment: NodeJS.ProcessEnv, ...names: string[]) {
  const child = spawn(process.execPath, [main, ...names], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += chunk));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, output }));
  return { child, ended };
}

async function untilGone(pid: number): Promise<void> {
  for (let look = 0; look < 100; look += 1) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await sleep(50);
  }
  assert.fail(`process ${pid} still runs`);
}

test('when a tool is nowhere, then it is built, put into the cache, and found there from then on', async t => {
  const { environment, cache, inCache, buildCount } = machineWithGo(t);
  const progress: string[] = [];
  const first = await provideTool('k6', { environment, onProgress: line => progress.push(line) });
  assert.deepEqual(first, { path: join(cache, 'k6'), version: '2.2.0', source: 'made' });
  assert.deepEqual(await provideTool('k6', { environment }), { ...first, source: 'cache' });
  assert.equal(buildCount(), 1);
  assert.ok(progress.length > 0);
  assert.deepEqual(inCache(), ['k6']);
});

test('when the cache holds another version, then the right one takes its place', async t => {
  const { environment, cache } = machineWithGo(t);
  writeProgram(cache, 'k6', fakeK6('1.0.0'));
  assert.equal((await provideTool('k6', { environment })).version, '2.2.0');
});

test('when two processes want the same tool at once, then one builds it and both have it whole', async t => {
  const { environment, inCache, buildCount } = machineWithGo(t, { seconds: 1 });
  const runs = [runTools(environment, 'k6'), runTools(environment, 'k6'), runTools(environment, 'k6')];
  for (const { code, output } of await Promise.all(runs.map(run => run.ended))) {
    assert.equal(code, 0, output);
    assert.match(output, /k6 2\.2\.0 /);
  }
  assert.equal(buildCount(), 1);
  assert.deepEqual(inCache(), ['k6']);
});

test('when it is interrupted while it builds, then the builder ends and nothing is left', async t => {
  const { environment, inCache, builderPid } = machineWithGo(t, { seconds: 60 });
  const run = runTools(environment, 'k6');
  const builder = await builderPid();
  run.child.kill('SIGINT');
  const { code, output } = await run.ended;
  assert.equal(code, 130, output);
  assert.match(output, /^npm run tools: ended; what was half done is gone, what was done stays$/m);
  await untilGone(builder);
  assert.deepEqual(inCache(), []);
});

test('when it is killed while it builds, then the next run clears up and builds', async t => {
  const { environment, inCache, builderPid } = machineWithGo(t, { seconds: 2 });
  const run = runTools(environment, 'k6');
  const builder = await builderPid();
  run.child.kill('SIGKILL');
  await run.ended;
  assert.ok(inCache().length > 0 && !inCache().includes('k6'), 'half a build, which is not used');
  assert.equal((await provideTool('k6', { environment })).source, 'made');
  await untilGone(builder);
  assert.deepEqual(inCache(), ['k6']);
});

test('when what was built is of another version, then it is refused and not put into the cache', async t => {
  const { environment, inCache } = machineWithGo(t, { builds: '2.3.0' });
  await assert.rejects(provideTool('k6', { environment }), {
    name: 'SentenceError',
    message: 'what was made for k6 2.2.0 is of version 2.3.0',
  });
  assert.deepEqual(inCache(), []);
});

test('when the build fails, then its last words are the reason and nothing is left', async t => {
  const { environment, bin, inCache } = machineWithGo(t);
  writeProgram(bin, 'go', `[ "$1" = version ] && echo 'go version go1.25.0' && exit; echo 'no network' >&2; exit 1`);
  await assert.rejects(provideTool('k6', { environment }), {
    name: 'SentenceError',
    message: 'go list failed: no network',
  });
  assert.deepEqual(inCache(), []);
});

test('when there is no Go, then one sentence says what to install', async t => {
  const { ended } = runTools({ PATH: '', SPANSHOP_TOOLS: scratchFolder(t) }, 'k6');
  const { code, output } = await ended;
  assert.equal(code, 1);
  assert.match(output, /^npm run tools: k6 2\.2\.0 is neither on the PATH nor in \S+, and Go, .*install Go 1\.25.*\n$/);
});

test('when Go is too old, then one sentence says so', async t => {
  const { environment, bin } = machineWithGo(t);
  writeProgram(bin, 'go', `echo 'go version go1.19.8 test/test'`);
  await assert.rejects(provideTool('jaeger', { environment }), {
    message: /Go is 1\.19, too old to build it: install/,
  });
});

test('when there is no Maven, then one sentence says what to install', async t => {
  const environment = { PATH: '', SPANSHOP_TOOLS: scratchFolder(t) };
  await assert.rejects(provideTool('zipkin', { environment }), {
    name: 'SentenceError',
    message: /Maven, which fetches it/,
  });
});

test('when Maven gives another file than the pinned one, then it is refused', async t => {
  const { environment, bin, inCache } = machineWithGo(t);
  writeProgram(
    bin,
    'mvn',
    `case "$1" in
--version) echo 'Apache Maven 3.9.0' ;;
*) for last; do :; done; /bin/mkdir -p "\${last#-DoutputDirectory=}"; echo other >"\${last#-DoutputDirectory=}/zipkin.jar" ;;
esac`,
  );
  await assert.rejects(provideTool('zipkin', { environment }), { message: /is not what it was: its SHA-256 is/ });
  assert.deepEqual(inCache(), []);
});

test('when a name is unknown, then one sentence names those that there are, with exit code 2', async () => {
  const { code, output } = await runTools({ PATH: '' }, 'prometheus').ended;
  assert.equal(code, 2);
  assert.equal(
    output,
    'npm run tools: there is no tool prometheus; there are k6, jaeger, collector, zipkin (npm run tools -- --help)\n',
  );
});

test('when tools are listed, then it says where each is, what was refused, and what is missing', async t => {
  const { environment, bin, cache } = machineWithGo(t);
  writeProgram(bin, 'k6', fakeK6('0.9.0'));
  writeProgram(cache, 'jaeger', `echo '{"gitVersion":"v${catalogue.jaeger.version}"}'`);
  const { code, output } = await runTools(environment, 'list').ended;
  assert.equal(code, 0);
  assert.match(output, /k6 2\.2\.0 +- +\(not there\)\n +not taken: \S+\/bin\/k6, version 0\.9\.0 +\(PATH\)/);
  assert.match(output, new RegExp(`${fullName('jaeger')} +\\S+/cache/jaeger +\\(cache\\)`));
  assert.match(output, /npm run tools makes what is not there/);
});
