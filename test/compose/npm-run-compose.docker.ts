import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { root } from '@spanshop/local/root';
import { dockerIsRequired, whyNoDocker } from './support/require-docker.ts';
import { createStack, docker, projectName, type Stack } from './support/stack.ts';

const reason = whyNoDocker();
const skip = !dockerIsRequired && reason;

describe('npm run compose', () => {
  const folder = mkdtempSync(join(tmpdir(), 'spanshop-compose-'));
  after(() => rmSync(folder, { recursive: true }));

  test('when an argument is unknown, then it says so, with exit code 2', async () => {
    assert.deepEqual(await run(['--fast']), {
      exitCode: 2,
      out: '',
      err: 'npm run compose: --fast is not an argument of npm run compose; see npm run compose -- --help',
    });
  });

  test('when it is asked for help, then it says what it does', async () => {
    const { exitCode, out } = await run(['--help']);
    assert.equal(exitCode, 0);
    assert.match(out, /--direct/);
  });

  test('when there is no Docker at all, then one sentence says so', async () => {
    const { exitCode, err } = await run([], { PATH: folder });
    assert.equal(exitCode, 1);
    assert.match(
      err,
      /^npm run compose: Docker is not installed \(no docker on the PATH\): get it from \S+, or .*npm run demo$/,
    );
  });

  test('when Docker does not run, then one sentence says so', async () => {
    const path = dockerThat(`echo 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock.' >&2; exit 1`);
    const { exitCode, err } = await run([], { PATH: path });
    assert.equal(exitCode, 1);
    assert.match(
      err,
      /^npm run compose: Docker is installed but does not answer: start it .*Cannot connect to the Docker daemon.*$/,
    );
  });

  test('when compose is missing or too old, then one sentence says which is needed', async () => {
    const missing = dockerThat(`[ "$1" = info ] && echo 8000000000 || exit 1`);
    const old = dockerThat(`[ "$1" = info ] && echo 8000000000 || echo 2.10.2`);
    assert.match(
      (await run([], { PATH: missing })).err,
      /^npm run compose: Docker has no compose plugin: install .*2\.24.*$/,
    );
    assert.match(
      (await run([], { PATH: old })).err,
      /^npm run compose: Docker Compose is 2\.10\.2: install .*2\.24.*$/,
    );
  });

  describe('with Docker', { skip }, () => {
    let stack: Stack;
    before(async () => {
      if (reason) assert.fail(reason);
      stack = await createStack();
      await stack.down();
    });
    after(() => stack.down());
    const start = (environment: Readonly<Record<string, string>> = {}) =>
      run([], { ...stack.environment, ...environment });
    const ownContainers = () =>
      docker('ps', '--all', '--quiet', '--filter', `label=com.docker.compose.project=${projectName}`);

    test('when Docker has too little memory, then one sentence says how much it needs', async () => {
      const real = docker('info', '--format', '{{.Name}}') && process.env['PATH'];
      const small = dockerThat(`[ "$1" = info ] && echo 2000000000 && exit; PATH='${real}' exec docker "$@"`);
      const { exitCode, err } = await start({ PATH: small });
      assert.equal(exitCode, 1);
      assert.match(
        err,
        /^npm run compose: Docker has 2\.0 GB of memory and the shop's containers may use 2\.6 GB: .*$/,
      );
      assert.equal(ownContainers(), '');
    });

    test('when a port is in use, then one sentence names it and what it is for', async () => {
      const port = Number(stack.environment['GATEWAY_PORT']);
      const server = createServer().listen(port, '127.0.0.1');
      await once(server, 'listening');
      try {
        const { exitCode, err } = await start();
        assert.equal(exitCode, 1);
        assert.match(err, new RegExp(`^npm run compose: port ${port} \\(gateway\\) is already in use: .*$`));
        assert.equal(ownContainers(), '');
      } finally {
        server.close();
      }
    });

    test('when the OTLP endpoint is no address, then one sentence says so', async () => {
      const { exitCode, err } = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector-4318' });
      assert.equal(exitCode, 2);
      assert.equal(
        err,
        'npm run compose: OTEL_EXPORTER_OTLP_ENDPOINT is collector-4318, which is not an address like http://host:port',
      );
    });

    test('when the sampler is unknown, then the sentence of a service that ended is shown, and nothing is left running', async () => {
      const { exitCode, err } = await start({ OTEL_TRACES_SAMPLER: 'sometimes', HISTORY_ORDERS: '0' });
      assert.equal(exitCode, 1);
      assert.match(err, /npm run compose: a container ended: \w+: invalid configuration: OTEL_TRACES_SAMPLER: .*$/);
      assert.equal(ownContainers(), '');
    });

    test('when nobody takes what is sent to the OTLP endpoint, then the shop runs, and one sentence says that its traces do not arrive', async () => {
      const { exitCode, out, err } = await start({
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://nowhere:4318',
        HISTORY_ORDERS: '0',
      });
      assert.match(out, /The shop works\. Open/);
      assert.equal(exitCode, 1);
      assert.match(
        err,
        /npm run compose: the shop takes orders, but their traces do not reach Jaeger and Zipkin: .*http:\/\/nowhere:4318.* no such host$/,
      );
    });

    test('when all is well, then it says what to open, the trace of an order first', async () => {
      const { exitCode, out } = await start({ HISTORY_ORDERS: '0' });
      assert.equal(exitCode, 0);
      assert.match(out, new RegExp(`${stack.urls.jaeger}/trace/[0-9a-f]{32} `));
    });

    test('when it is told down --volumes, then nothing is left', async () => {
      const { exitCode, out } = await run(['down', '--volumes'], stack.environment);
      assert.equal(exitCode, 0);
      assert.match(out, /Nothing of the shop is left\.$/);
      assert.equal(ownContainers(), '');
    });
  });

  /** A folder for PATH in which docker is a script of ours. */
  function dockerThat(does: string): string {
    const path = mkdtempSync(join(folder, 'path-'));
    writeFileSync(join(path, 'docker'), `#!/bin/sh\n${does}\n`, { mode: 0o755 });
    return path;
  }
});

interface Ended {
  exitCode: number | null;
  out: string;
  err: string;
}

async function run(given: readonly string[], environment: NodeJS.ProcessEnv = process.env): Promise<Ended> {
  const child = spawn(process.execPath, [join(root, 'commands/compose/src/main.ts'), ...given], { env: environment });
  let [out, err] = ['', ''];
  child.stdout.on('data', chunk => {
    out += chunk;
  });
  child.stderr.on('data', chunk => {
    err += chunk;
  });
  const [exitCode] = await once(child, 'close');
  return { exitCode, out: out.trim(), err: err.trim() };
}
