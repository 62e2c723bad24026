import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import { test } from 'node:test';
import { portOf } from '@spanshop/shared/http';
import { createTraceBackend } from '../src/clients/trace-backend.ts';

const timeoutMs = 300;
const window = { fromUnixMs: 0, toUnixMs: 1_000, limit: 100 };

async function withBackend(listener: RequestListener, use: (queryUrl: string) => Promise<void>): Promise<void> {
  const server = createServer(listener);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  try {
    await use(`http://127.0.0.1:${portOf(server)}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const troubles: Readonly<Record<string, RequestListener>> = {
  'stops after its headers': (_request, response) => response.flushHeaders(),
  'breaks off after its headers': (_request, response) => {
    response.flushHeaders();
    response.socket?.resetAndDestroy();
  },
  'stops in the middle': (_request, response) => response.write('{"result":{"resourceSpans":['),
  'says what nobody can read': (_request, response) => response.end('<html>'),
};

for (const [what, listener] of Object.entries(troubles)) {
  test(`when the backend's answer ${what}, then it is away, not without traces`, async () => {
    await withBackend(listener, async queryUrl => {
      const found = Array.fromAsync(createTraceBackend(queryUrl, timeoutMs).search(window));
      await assert.rejects(found, { code: 'trace_backend_away' });
    });
  });
}

test('when a question of ours is wrong, then it is not the backend that is away', async () => {
  const beyond = { ...window, toUnixMs: Number.MAX_SAFE_INTEGER };
  await assert.rejects(Array.fromAsync(createTraceBackend('http://127.0.0.1:9', timeoutMs).search(beyond)), RangeError);
});
