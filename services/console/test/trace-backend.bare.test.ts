import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { portOf } from '@spanshop/shared/http';
import { createTraceBackend } from '../src/clients/trace-backend.ts';
import { otlpTrace, traceIdOf } from './support/otlp-trace.ts';

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

function elementOf(number: number, textLength: number): string {
  const attributes = { body: 'x'.repeat(textLength) };
  const { resourceSpans } = otlpTrace(traceIdOf(number), 1_790_000_000_000, [
    { id: 1, from: 0, to: 1, attributes },
  ]) as {
    resourceSpans: unknown[];
  };
  return JSON.stringify(resourceSpans[0]);
}

async function* answerOf(elements: Iterable<string>): AsyncGenerator<string> {
  let separator = '{"result":{"resourceSpans":[';
  for (const element of elements) {
    yield separator + element;
    separator = ',';
  }
  yield ']}}';
}

test('when 150 spans of a megabyte each are found, then all are read in a heap of 48 MB', async () => {
  const elements = () => Iterator.from(Array(150).keys()).map(number => elementOf(number + 1, 1_000_000));
  const answer: RequestListener = (_request, response) => {
    pipeline(answerOf(elements()), response).catch(() => {});
  };
  await withBackend(answer, async queryUrl => {
    const worker = new Worker(new URL('./support/search-worker.ts', import.meta.url), {
      workerData: { queryUrl },
      resourceLimits: { maxOldGenerationSizeMb: 48, maxYoungGenerationSizeMb: 8 },
    });
    assert.deepEqual(await once(worker, 'message'), [150]);
  });
});

test('when a part of the answer is larger than the console can hold, then that is said, not that the backend is away', async () => {
  const answer: RequestListener = (_request, response) => {
    pipeline(answerOf([elementOf(1, 9_000_000)]), response).catch(() => {});
  };
  await withBackend(answer, async queryUrl => {
    const found = Array.fromAsync(createTraceBackend(queryUrl, 10_000).search(window));
    await assert.rejects(found, { code: 'trace_too_large' });
  });
});
