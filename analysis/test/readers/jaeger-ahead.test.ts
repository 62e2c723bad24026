import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { openJaegerWindow } from '../../src/readers/index.ts';

const windowFromMs = 1_790_000_000_000;
const deadlineMs = 5_000;

test('when the traces of a slice are used, then Jaeger works on the next slice already', async () => {
  const searches = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL('../support/counting-jaeger.ts', import.meta.url), { workerData: searches.buffer });
  try {
    const [port] = await once(worker, 'message');
    const window = { baseUrl: `http://127.0.0.1:${port}`, fromUnixMs: windowFromMs, toUnixMs: windowFromMs + 60_000 };
    let used = 0;
    for await (const _ of openJaegerWindow({ ...window, entryServices: ['web'] }).traces) {
      used += 1;
      const asked = Atomics.load(searches, 0);
      // Our thread stands still here, as it does while a slice is parsed.
      if (asked === used) Atomics.wait(searches, 0, asked, deadlineMs);
      assert.equal(Atomics.load(searches, 0), used + 1, `slice ${used}`);
      if (used === 4) break;
    }
    assert.equal(used, 4);
  } finally {
    await worker.terminate();
  }
});
