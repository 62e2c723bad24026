import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { makeSpan, postSpans } from './otlp-json.ts';
import { get } from './query-client.ts';
import { type ServerProcess, serverPath, startServer } from './start-server.ts';

test('when the process starts, then it says where it listens, and answers there', async context => {
  const store = await startProcess(context);
  assert.equal((await get(store.queryUrl, '/healthz')).status, 200);
  await postSpans(store.otlpUrl, 'orders', makeSpan());
  const { spans, cpuSeconds, residentBytes } = JSON.parse((await get(store.queryUrl, '/stats')).body);
  assert.equal(spans, 1);
  assert.ok(cpuSeconds > 0 && residentBytes > 1_000_000);
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`when the process gets ${signal}, then it closes its idle connections and ends with 0`, {
    timeout: 20_000,
  }, async context => {
    const store = await startProcess(context);
    await get(store.queryUrl, '/healthz');
    store.process.kill(signal);
    assert.deepEqual(await store.exited, [0, null]);
  });
}

test('when a port is taken, then the process says so in one sentence and ends with 1', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { code, output } = await runToEnd({ TRACE_STORE_OTLP_PORT: '0', TRACE_STORE_QUERY_PORT: String(port) });
  other.close();
  assert.equal(code, 1);
  assert.equal(output, `trace-store: cannot listen on 127.0.0.1 port ${port}: another process listens there\n`);
});

test('when variables are wrong, then one message names each of them and the process ends with 1', async () => {
  const { code, output } = await runToEnd({
    TRACE_STORE_OTLP_PORT: '70000',
    TRACE_STORE_QUERY_PORT: 'none',
    TRACE_STORE_MAX_SPANS: '-5',
    TRACE_STORE_MAX_MEBIBYTES: '0',
  });
  assert.equal(code, 1);
  assert.match(output, /^trace-store: invalid configuration: [^\n]+\n$/);
  for (const name of ['OTLP_PORT', 'QUERY_PORT', 'MAX_SPANS', 'MAX_MEBIBYTES']) {
    assert.match(output, new RegExp(`TRACE_STORE_${name}: `));
  }
});

async function startProcess(context: TestContext): Promise<ServerProcess> {
  const store = await startServer();
  context.after(() => store.process.kill('SIGKILL'));
  return store;
}

async function runToEnd(variables: NodeJS.ProcessEnv): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, [serverPath], {
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      output += chunk;
    });
  }
  const [code] = await once(child, 'close');
  return { code, output };
}
