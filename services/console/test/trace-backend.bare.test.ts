import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { runWithDeadline } from '@spanshop/shared/deadline';
import { portOf } from '@spanshop/shared/http';
import { createTraceBackend } from '../src/clients/trace-backend.ts';
import { otlpTrace, traceIdOf } from './support/otlp-trace.ts';
import { startConsole } from './support/start-console.ts';

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

/** A backend that answers as far as its first byte, and how many questions have begun and ended there. */
function slowBackend() {
  let [begun, ended] = [0, 0];
  const changed = new EventEmitter();
  const listener: RequestListener = (_request, response) => {
    begun += 1;
    response.write('{');
    changed.emit('change');
    response.on('close', () => {
      ended += 1;
      changed.emit('change');
    });
  };
  const until = async (holds: () => boolean) => {
    while (!holds()) await once(changed, 'change', { signal: AbortSignal.timeout(5_000) });
  };
  return { listener, until, begun: () => begun, ended: () => ended };
}

test('when the page leaves, then its search ends at the backend too, long before its deadline', async () => {
  const slow = slowBackend();
  await withBackend(slow.listener, async QUERY_URL => {
    const page = await startConsole({ QUERY_URL });
    try {
      for (const path of ['/api/traces', `/api/traces/${traceIdOf(1)}/linking?from=0&to=1`]) {
        const ended = slow.ended();
        const leaving = new AbortController();
        const asked = fetch(page.url + path, { signal: leaving.signal });
        await slow.until(() => slow.begun() === ended + 1);
        leaving.abort();
        await assert.rejects(asked, { name: 'AbortError' });
        await slow.until(() => slow.ended() === ended + 1);
      }
    } finally {
      await page.close();
    }
  });
});

test('when many search, then two at a time, and who leaves gives the place to the next', async () => {
  const slow = slowBackend();
  await withBackend(slow.listener, async queryUrl => {
    const backend = createTraceBackend(queryUrl, 10_000);
    const searchers = Array.from({ length: 5 }, () => new AbortController());
    const searches = searchers.map(({ signal }) =>
      runWithDeadline(10_000, () => Array.fromAsync(backend.search(window)), signal).catch(() => {}),
    );
    for (const [left, searcher] of searchers.entries()) {
      await slow.until(() => slow.begun() === Math.min(left + 2, searchers.length));
      searcher.abort();
      await slow.until(() => slow.ended() === left + 1);
    }
    await Promise.all(searches);
  });
});

test('when it is not one’s turn before the deadline, then that is said; afterwards there is room again', async () => {
  const answer: RequestListener = (_request, response) => {
    pipeline(answerOf([elementOf(1, 1), elementOf(2, 1)]), response).catch(() => {});
  };
  await withBackend(answer, async queryUrl => {
    const backend = createTraceBackend(queryUrl, timeoutMs);
    const inside = [1, 2].map(() => backend.search(window)[Symbol.asyncIterator]());
    for (const search of inside) assert.equal((await search.next()).done, false);
    await assert.rejects(Array.fromAsync(backend.search(window)), { code: 'too_many_searches' });
    for (const search of inside) await search.return?.();
    assert.equal((await Array.fromAsync(backend.search(window))).length, 2);
  });
});
