import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import * as messages from '../src/otlp/messages.ts';
import { exportOf, makeExport, makeSpan, postTraces } from './otlp-json.ts';
import { encodeExport, encodeSpans, spanWithBrokenAttribute, spanWithDeepAttribute } from './otlp-protobuf.ts';
import { readStats, startApp } from './start-app.ts';
import { wrongSpans } from './wrong-spans.ts';

const app = await startApp();
after(app.close);

const asProtobuf = { 'content-type': 'application/x-protobuf' };
const maxBodyBytes = 16 * 1024 * 1024;

describe('refused requests', () => {
  const good = makeExport('refused', [makeSpan(), makeSpan()]);
  const json: [string, string, RegExp][] = [
    ['text that is not JSON', '{"resourceSpans": [', /not JSON/],
    ['an empty body', '', /not JSON/],
    ['a JSON list', '[]', /body/],
    ['resourceSpans of a wrong type', '{"resourceSpans": 5}', /resourceSpans/],
  ];
  for (const [what, body, message] of json) {
    test(`when JSON has ${what}, then the answer is 400, says where, and nothing is stored`, () =>
      assertRefused(() => postTraces(app.otlpUrl, body), 400, message));
  }

  for (const { what, json: span, message } of wrongSpans) {
    test(`when JSON has no span but one with ${what}, then the answer is 400, says where, and nothing is stored`, () =>
      assertRefused(() => postTraces(app.otlpUrl, exportOf(span)), 400, message));
  }

  const whole = encodeExport(good);
  const garbage = Buffer.from('\x0a\xff\xff\xff\xff\x0fno protobuf', 'latin1');
  const protobuf: [string, Uint8Array, RegExp][] = [
    ['text instead of protobuf', Buffer.from('hello, this is no protobuf'), /not an OTLP trace request/],
    ['a length beyond the end', garbage, /not an OTLP trace request/],
    ['a span with a broken attribute', encodeSpans(spanWithBrokenAttribute()), /not an OTLP trace request/],
    [
      'a span whose trace id is short',
      encodeSpans(messages.span.encode({ traceId: new Uint8Array(8).fill(1) })),
      /traceId.*8 bytes instead of 16/,
    ],
    ['a span without ids', encodeSpans(messages.span.encode({ name: 'none' })), /traceId.*0 bytes/],
    [
      'a resource that is cut off',
      messages.exportRequest.encode({
        resourceSpans: [{ resource: Buffer.from([0x0a, 9]), scopeSpans: [], schemaUrl: '' }],
      }),
      /not an OTLP trace request/,
    ],
    ['values nested 200 deep', encodeSpans(spanWithDeepAttribute(200)), /too deeply/],
  ];
  for (const [what, body, message] of protobuf) {
    test(`when protobuf has ${what}, then the answer is 400 in protobuf, and nothing is stored`, () =>
      assertRefused(() => postTraces(app.otlpUrl, body, asProtobuf), 400, message));
  }

  test('when a protobuf request is cut off at any byte, then it is refused, unless the rest is whole', async () => {
    for (let length = 1; length < whole.length; length++) {
      const response = await postTraces(app.otlpUrl, whole.subarray(0, length), asProtobuf);
      assert.equal(response.status, 400, `cut off after ${length} of ${whole.length} bytes`);
    }
  });

  test('when gzip is broken, then the answer is 400', async () => {
    const zipped = gzipSync(JSON.stringify(good));
    for (const body of [zipped.subarray(0, zipped.length - 9), Buffer.from('not gzip'), Buffer.alloc(0)]) {
      await assertRefused(() => postTraces(app.otlpUrl, body, { 'content-encoding': 'gzip' }), 400, /gzip/);
    }
  });

  test('when a small body inflates beyond the bound, then the answer is 413', async () => {
    const bomb = gzipSync(Buffer.alloc(maxBodyBytes + 1));
    assert.ok(bomb.length < 20_000);
    await assertRefused(() => postTraces(app.otlpUrl, bomb, { 'content-encoding': 'gzip' }), 413, /larger than/);
  });

  test('when a body is larger than the bound, with its length said or not, then the answer is 413', async () => {
    const large = Buffer.alloc(maxBodyBytes + 1, ' ');
    await assertRefused(() => postTraces(app.otlpUrl, large), 413, /larger than/);
    const unsaid = () =>
      fetch(`${app.otlpUrl}/v1/traces`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: new Blob([large]).stream(),
        duplex: 'half',
      });
    await assertRefused(unsaid, 413, /larger than/);
  });

  test('when the content type or encoding is another, then the answer is 415', async () => {
    const body = JSON.stringify(good);
    await assertRefused(() => postTraces(app.otlpUrl, body, { 'content-type': 'text/plain' }), 415, /text\/plain/);
    await assertRefused(() => postTraces(app.otlpUrl, body, { 'content-encoding': 'br' }), 415, /br/);
  });

  test('when the path or method is another, then the answer is 404 or 405', async () => {
    assert.equal((await fetch(`${app.otlpUrl}/v1/logs`, { method: 'POST', body: '{}' })).status, 404);
    assert.equal((await fetch(`${app.otlpUrl}/v1/traces`)).status, 405);
  });
});

async function assertRefused(request: () => Promise<Response>, status: number, message: RegExp): Promise<void> {
  const before = await readStats(app);
  const response = await request();
  const answer = await readStatus(response);
  assert.equal(response.status, status, answer);
  assert.match(answer, message);
  assert.doesNotMatch(answer, /\.ts:|node_modules| {4}at /);
  const afterwards = await readStats(app);
  assert.equal(afterwards.spans, before.spans);
  assert.equal(afterwards.rejectedRequests, (before.rejectedRequests as number) + 1);
}

async function readStatus(response: Response): Promise<string> {
  const body = Buffer.from(await response.arrayBuffer());
  const isProtobuf = response.headers.get('content-type') === 'application/x-protobuf';
  return isProtobuf ? messages.rpcStatus.decode(body).message : JSON.parse(body.toString()).message;
}
