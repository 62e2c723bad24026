import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { freePorts } from '@spanshop/local/ports';
import { startPostgres } from '@spanshop/local/postgres';
import { launchDemo, temporaryFolder } from '@spanshop/local/testing';

/** Runs the launcher to its end. @returns exit code and what it said on standard error */
async function refusal(
  ...parameters: Parameters<typeof launchDemo>
): Promise<{ code: number | null; sentence: string }> {
  const demo = await launchDemo(...parameters);
  const { code } = await demo.exit;
  demo.forget();
  return { code, sentence: demo.output().stderr.trim() };
}

const usage: readonly (readonly [given: string[], sentence: RegExp])[] = [
  [['--onse'], /^npm run demo: --onse is not an argument/],
  [['once'], /^npm run demo: once is not an argument/],
  [['--once=yes'], /^npm run demo: --once=yes is not an argument/],
  [['--orders-per-second', 'many'], /^npm run demo: --orders-per-second takes a number/],
  [['--orders-per-second'], /^npm run demo: --orders-per-second takes a number/],
  [['--backend', 'tempo'], /^npm run demo: --backend takes embedded, jaeger, zipkin or both/],
  [['--backend'], /^npm run demo: --backend takes embedded/],
  [['--direct'], /^npm run demo: --direct has no meaning without a real backend/],
  [['--once', '--orders-per-second', '2'], /^npm run demo: --orders-per-second has no meaning without shoppers/],
];
for (const [given, expected] of usage) {
  test(`when the arguments are ${given.join(' ')}, then one sentence says what is wrong and the exit code is 2`, async () => {
    const { code, sentence } = await refusal({ arguments: given });
    assert.equal(code, 2);
    assert.match(sentence, expected);
    assert.equal(sentence.split('\n').length, 1);
  });
}

test('when variables are wrong, then one sentence names all of them and the exit code is 2', async () => {
  const environment = { GATEWAY_PORT: 'http', DATABASE_URL: 'mysql://localhost', HISTORY_ORDERS: '-1' };
  const { code, sentence } = await refusal({ environment });
  assert.equal(code, 2);
  for (const name of Object.keys(environment)) assert.ok(sentence.includes(name), sentence);
  assert.equal(sentence.split('\n').length, 1);
});

test('when two processes are to have one port, then one sentence says so and the exit code is 2', async () => {
  // Far from those that the other processes get.
  const port = 4_000;
  const { code, sentence } = await refusal({ ports: { ORDERS_PORT: port, PAYMENTS_PORT: port } });
  assert.equal(code, 2);
  assert.match(sentence, new RegExp(`port ${port} is wanted by orders and by payments`));
});

test('when ports are busy, then one sentence names all of them and nothing is started', async () => {
  const { gateway, query } = await freePorts('gateway', 'query');
  const busy = await Promise.all([occupy(gateway + 1_000), occupy(query)]);
  const folder = temporaryFolder();
  try {
    const demo = await launchDemo({ folder, ports: { GATEWAY_PORT: gateway, TRACE_STORE_QUERY_PORT: query } });
    assert.equal((await demo.exit).code, 1);
    const { stderr } = demo.output();
    assert.match(
      stderr,
      new RegExp(`^npm run demo: ports ${gateway + 1_000} \\(gateway\\), ${query} \\(trace-store\\) are`),
    );
    assert.equal(stderr.trim().split('\n').length, 1);
    assert.deepEqual(readdirSync(folder), []);
    demo.forget();
  } finally {
    for (const server of busy) server.close();
  }
});

const broken: readonly (readonly [name: string, files: Record<string, string>, sentence: RegExp])[] = [
  ['holds something else', { 'notes.txt': 'mine' }, /the data folder .* is broken: it has no PG_VERSION/],
  ['is of an older version', { PG_VERSION: '17\n' }, /the data folder .* is of PostgreSQL 17, this is 18/],
  ['is damaged', { PG_VERSION: '18\n', 'postgresql.conf': '' }, /the data folder .* is broken: /],
];
for (const [name, files, expected] of broken) {
  test(`when the data folder ${name}, then one sentence says so and the exit code is 1`, async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'postgres'), { mode: 0o700 });
    for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, 'postgres', file), content);
    const { code, sentence } = await refusal({ folder });
    assert.equal(code, 1);
    assert.match(sentence, expected);
    assert.match(sentence, /npm run demo -- --fresh/);
    assert.equal(sentence.split('\n').length, 1);
  });
}

test('when the data folder is in use, then one sentence says by whom, and --fresh does not remove it', async () => {
  const folder = temporaryFolder();
  const postgres = await startPostgres({ dataFolder: join(folder, 'postgres'), durable: false });
  try {
    for (const given of [[], ['--fresh']]) {
      const demo = await launchDemo({ folder, arguments: given });
      assert.equal((await demo.exit).code, 1);
      assert.match(
        demo.output().stderr,
        new RegExp(`in use by another running PostgreSQL \\(process ${postgres.pid}\\)`),
      );
      assert.equal(demo.output().stderr.trim().split('\n').length, 1);
    }
    assert.ok(readdirSync(join(folder, 'postgres')).includes('PG_VERSION'));
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('when no database answers at DATABASE_URL, then one sentence says so and the exit code is 1', async () => {
  const { port } = await freePorts('port');
  const { code, sentence } = await refusal({
    environment: { DATABASE_URL: `postgres://postgres:demo-only@127.0.0.1:${port}/postgres` },
  });
  assert.equal(code, 1);
  assert.match(
    sentence,
    new RegExp(`the database at 127.0.0.1:${port} \\(DATABASE_URL\\) cannot be used: .*ECONNREFUSED`),
  );
  assert.equal(sentence.split('\n').length, 1);
});

test('when a service cannot start, then one sentence says which and why, and the exit code is 1', async () => {
  const { code, sentence } = await refusal({ environment: { OTEL_TRACES_EXPORTER: 'pigeon' } });
  assert.equal(code, 1);
  assert.match(
    sentence,
    /^npm run demo: \w+ ended with exit code 1: .*OTEL_TRACES_EXPORTER: expected a comma-separated list/m,
  );
});

async function occupy(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
