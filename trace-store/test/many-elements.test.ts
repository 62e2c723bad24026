import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { lengthPrefixed, spanWithIds } from './otlp-protobuf.ts';
import { startServer } from './start-server.ts';

/** What the process may grow by for one request. Unbounded, one took up to 4 GB and more than a minute. */
const mostGrowthMegabytes = 120;
const mostMs = 3_000;

const store = await startServer();
after(() => store.process.kill('SIGKILL'));

const ids = '"traceId":"11111111111111111111111111111111","spanId":"1111111111111111"';
const inSpans = (inner: Uint8Array): Buffer => lengthPrefixed(0x0a, lengthPrefixed(0x12, inner));

const attacks: [string, string, Buffer, number][] = [
  ['resources in JSON', 'application/json', repeated('{"resourceSpans":[', '{},', ']}'), 413],
  ['spans in JSON', 'application/json', repeated('{"resourceSpans":[{"scopeSpans":[{"spans":[', '{},', ']}]}]}'), 413],
  ['numbers in JSON', 'application/json', repeated('{"resourceSpans":[{"unknown":[', '0,', ']}]}'), 413],
  [
    'attributes of a span in JSON',
    'application/json',
    repeated(`{"resourceSpans":[{"scopeSpans":[{"spans":[{${ids},"attributes":[`, '{},', ']}]}]}]}'),
    413,
  ],
  [
    'wrong attributes of a span in JSON, within the bound of a request',
    'application/json',
    repeated(`{"resourceSpans":[{"scopeSpans":[{"spans":[{${ids},"attributes":[`, '0,', ']}]}]}]}', 900_000),
    400,
  ],
  [
    'wrong spans in JSON, within the bound of a request',
    'application/json',
    repeated('{"resourceSpans":[{"scopeSpans":[{"spans":[', '{"name":5},', ']}]}]}', 2_500_000),
    400,
  ],
  [
    'resources in JSON, within the bound of a request',
    'application/json',
    repeated('{"resourceSpans":[', '{},', ']}', 700_000),
    413,
  ],
  ['resources in protobuf', 'application/x-protobuf', Buffer.from('\x0a\x00'.repeat(8_000_000)), 413],
  [
    'scopes in protobuf',
    'application/x-protobuf',
    lengthPrefixed(0x0a, Buffer.from('\x12\x00'.repeat(8_000_000))),
    413,
  ],
  ['spans in protobuf', 'application/x-protobuf', inSpans(Buffer.from('\x12\x00'.repeat(8_000_000))), 413],
  [
    'attributes of a span in protobuf',
    'application/x-protobuf',
    inSpans(lengthPrefixed(0x12, Buffer.concat([spanWithIds(), Buffer.from('\x4a\x00'.repeat(8_000_000))]))),
    413,
  ],
  [
    'attributes of a span in protobuf, within the bound of a request',
    'application/x-protobuf',
    inSpans(lengthPrefixed(0x12, Buffer.concat([spanWithIds(), Buffer.from('\x4a\x00'.repeat(400_000))]))),
    400,
  ],
];

for (const [what, type, body, status] of attacks) {
  test(`when a small gzip holds masses of ${what}, then it is refused within seconds and little memory`, {
    timeout: 30_000,
  }, async context => {
    const before = store.peakMegabytes();
    const zipped = gzipSync(body);
    assert.ok(zipped.length < 20_000, `${zipped.length} bytes`);
    const start = Date.now();
    const headers = { 'content-type': type, 'content-encoding': 'gzip' };
    const response = await fetch(`${store.otlpUrl}/v1/traces`, { method: 'POST', headers, body: zipped });
    const [tookMs, grownMegabytes] = [Date.now() - start, store.peakMegabytes() - before];
    context.diagnostic(`${tookMs} ms, ${Math.round(grownMegabytes)} MB more`);
    assert.equal(response.status, status, await response.text());
    assert.ok(tookMs < mostMs, `${tookMs} ms`);
    assert.ok(grownMegabytes < mostGrowthMegabytes, `${grownMegabytes} MB`);
  });
}

function repeated(head: string, unit: string, tail: string, bytes = 16_000_000): Buffer {
  return Buffer.from(`${head}${unit.repeat(bytes / unit.length).slice(0, -1)}${tail}`);
}
