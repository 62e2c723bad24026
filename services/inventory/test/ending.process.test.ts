import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';

const server = join(import.meta.dirname, '../src/server.ts');

/** The service, when it has begun to wait for a database that never lets it in. */
async function startWaiting(): Promise<{ child: ChildProcess; close: () => void }> {
  const database = createServer(socket => socket.destroy()).listen(0, '127.0.0.1');
  await once(database, 'listening');
  const url = `postgres://nobody:nothing@127.0.0.1:${(database.address() as AddressInfo).port}/shop`;
  const child = fork(server, {
    execArgv: ['--import', '@spanshop/shared/preload'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      PORT: '0',
      ADMIN_PORT: '0',
      DATABASE_URL: url,
      MIGRATION_DATABASE_URL: url,
      OTEL_TRACES_EXPORTER: 'none',
    },
  });
  await once(database, 'connection');
  return { child, close: () => database.close() };
}

for (const [what, end] of [
  ['SIGTERM comes', (child: ChildProcess) => child.kill('SIGTERM')],
  ['SIGINT comes', (child: ChildProcess) => child.kill('SIGINT')],
  ['the launcher goes', (child: ChildProcess) => child.disconnect()],
] as const) {
  test(`when ${what} while the service still waits for its database, then it ends at once and in order`, async () => {
    const { child, close } = await startWaiting();
    const exited = once(child, 'exit');
    const startedAt = performance.now();
    end(child);
    const [code, signal] = await exited;
    const tookMs = performance.now() - startedAt;
    close();
    assert.deepEqual([code, signal], [0, null]);
    assert.ok(tookMs < 5_000, `${tookMs} ms`);
  });
}
