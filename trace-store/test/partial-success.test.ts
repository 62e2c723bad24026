import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import * as messages from '../src/otlp/messages.ts';
import { exportOf, makeExport, makeSpan, postTraces } from './otlp-json.ts';
import { encodeExport, encodeSpans, spanWithBrokenAttribute, spanWithDeepAttribute } from './otlp-protobuf.ts';
import { get, spansOf } from './query-client.ts';
import { readStats, startApp } from './start-app.ts';
import { wrongSpans } from './wrong-spans.ts';

const app = await startApp();
after(app.close);

for (const { what, json, message } of wrongSpans) {
  test(`when one span of a JSON request has ${what}, then the others are stored, and it says what was wrong`, async () => {
    const [before, first, last] = [await readStats(app), makeSpan(), makeSpan()];
    const response = await postTraces(app.otlpUrl, exportOf(JSON.stringify(first), json, JSON.stringify(last)));
    assert.equal(response.status, 200);
    const { partialSuccess } = (await response.json()) as { partialSuccess: Record<string, unknown> };
    assert.equal(partialSuccess.rejectedSpans, 1);
    assert.match(String(partialSuccess.errorMessage), message);
    await assertStored([first.traceId, last.traceId]);
    const { rejectedSpans, rejectedRequests } = await readStats(app);
    assert.deepEqual(
      [rejectedSpans, rejectedRequests],
      [(before.rejectedSpans as number) + 1, before.rejectedRequests],
    );
  });
}

const wrongInProtobuf: [string, Uint8Array, RegExp][] = [
  ['a broken attribute', spanWithBrokenAttribute(), /longer than/],
  ['values nested 200 deep', spanWithDeepAttribute(200), /too deeply/],
  ['a short trace id', messages.span.encode({ traceId: new Uint8Array(8).fill(1) }), /traceId.*8 bytes instead of 16/],
  ['no ids', messages.span.encode({ name: 'none' }), /traceId.*0 bytes/],
];
for (const [what, wrong, message] of wrongInProtobuf) {
  test(`when one span of a protobuf request has ${what}, then the others are stored, and it says so`, async () => {
    const good = makeSpan();
    const { resourceSpans } = messages.exportRequest.decode(encodeExport(makeExport('partial', [good])));
    const [bytes] = resourceSpans[0]?.scopeSpans[0]?.spans ?? [];
    const body = encodeSpans(wrong, bytes as Uint8Array);
    const response = await postTraces(app.otlpUrl, body, { 'content-type': 'application/x-protobuf' });
    assert.equal(response.status, 200);
    const { partialSuccess } = messages.exportResponse.decode(Buffer.from(await response.arrayBuffer()));
    assert.equal(Number(partialSuccess?.rejectedSpans), 1);
    assert.match(partialSuccess?.errorMessage ?? '', message);
    await assertStored([good.traceId]);
  });
}

test('when far too many spans are wrong, then the request is refused as a whole and quickly', async () => {
  const wrong = '{"name":"no ids","kind":2}';
  const before = await readStats(app);
  const response = await postTraces(app.otlpUrl, exportOf(JSON.stringify(makeSpan()), ...Array(30_000).fill(wrong)));
  assert.equal(response.status, 400);
  assert.match(((await response.json()) as { message: string }).message, /spans\[1\]\.traceId/);
  assert.equal((await readStats(app)).spans, before.spans);
});

async function assertStored(traceIds: string[]): Promise<void> {
  for (const traceId of traceIds) {
    assert.equal(spansOf(await get(app.queryUrl, `/api/v3/traces/${traceId}`)).length, 1);
  }
}
