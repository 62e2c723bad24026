import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { postTraces } from './otlp-json.ts';
import { lengthPrefixed, spanWithIds } from './otlp-protobuf.ts';
import { get } from './query-client.ts';
import { startServer } from './start-server.ts';

const store = await startServer();
after(() => store.process.kill('SIGKILL'));

const asProtobuf = { 'content-type': 'application/x-protobuf' };
const emptyAttributes = Buffer.from('\x4a\x00'.repeat(49_000));
/** Spans of one trace, each with as many attributes as a span may have; ten million in all. */
const spans = 200;

test('when one trace has millions of attributes, then reading it takes little memory, and others get answers meanwhile', {
  timeout: 120_000,
}, async context => {
  for (let start = 0; start < spans; start += 8) {
    const batch = Array.from({ length: 8 }, (_, i) => lengthPrefixed(0x12, fullSpan(start + i)));
    const body = lengthPrefixed(0x0a, lengthPrefixed(0x12, Buffer.concat(batch)));
    assert.equal((await postTraces(store.otlpUrl, body, asProtobuf)).status, 200);
  }
  const before = store.peakMegabytes();
  const response = await fetch(`${store.queryUrl}/api/v3/traces/${'01'.repeat(16)}`);
  let bytes = 0;
  for await (const piece of response.body as AsyncIterable<Uint8Array>) bytes += piece.length;
  assert.ok(bytes > spans * 49_000 * 10, `${bytes} bytes`);
  const grownMegabytes = store.peakMegabytes() - before;
  context.diagnostic(`${Math.round(bytes / 1e6)} MB were read, ${Math.round(grownMegabytes)} MB more were used`);
  assert.ok(grownMegabytes < 300, `${grownMegabytes} MB`);

  const times = 'query.startTimeMin=1960-01-01T00:00:00Z&query.startTimeMax=2100-01-01T00:00:00Z';
  const search = get(store.queryUrl, `/api/v3/traces?${times}&query.attributes={"error":"true"}`);
  const health: number[] = [];
  let isSearching = true;
  void search.finally(() => {
    isSearching = false;
  });
  while (isSearching) {
    const startMs = performance.now();
    assert.equal((await get(store.queryUrl, '/healthz')).status, 200);
    health.push(performance.now() - startMs);
  }
  context.diagnostic(
    `a search answered ${(await search).status}; health took ${Math.round(Math.max(...health))} ms at most`,
  );
  assert.ok([404, 503].includes((await search).status));
  assert.ok(Math.max(...health) < 1_000);
});

function fullSpan(number: number): Buffer {
  const span = Buffer.concat([spanWithIds(), emptyAttributes]);
  span.writeUInt32BE(number + 1, 20);
  return span;
}
