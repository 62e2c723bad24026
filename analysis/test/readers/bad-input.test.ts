import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTraces, UnreadableInputError } from '../../src/readers/index.ts';
import { otlpDocument, otlpSpan } from '../support/otlp-json.ts';
import { streamed } from '../support/stream-text.ts';

const unreadable: readonly (readonly [what: string, input: string, sentence: RegExp])[] = [
  ['is empty', ' \n', /is empty/],
  ['is HTML', '<!doctype html><html></html>', /HTML/],
  ['is not JSON', 'hello world', /not JSON/],
  ['is cut off', JSON.stringify(otlpDocument([otlpSpan()])).slice(0, 90), /cut off/],
  ['is cut off and spread over lines', JSON.stringify(otlpDocument([otlpSpan()]), null, 2).slice(0, 300), /cut off/],
  ['is another format', '{"hello": 1, "world": 2}', /no trace format that is known .*: an object with hello, world/],
  ['is an array of something else', '[{"a": 1}]', /no trace format .*an array of an object with a/],
  ['is a bare number', '17', /not JSON|no trace format/],
  ['is an error of the backend', '{"error": {"message": "no such service"}}', /no such service/],
];

for (const [what, input, sentence] of unreadable) {
  test(`when the input ${what}, then one clear sentence says so`, () => {
    assert.throws(
      () => readTraces(input),
      (error: Error) => error instanceof UnreadableInputError && sentence.test(error.message),
    );
  });
}

const text = JSON.stringify(otlpDocument([otlpSpan()]));
const utf16: readonly (readonly [what: string, bytes: Buffer])[] = [
  ['with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['without', Buffer.from(text, 'utf16le')],
  ['big-endian with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
  ['big-endian without', Buffer.from(text, 'utf16le').swap16()],
];
for (const [what, bytes] of utf16) {
  test(`when the input is UTF-16 ${what}, then it is called by its name`, async () => {
    for (const size of [1, 1000]) {
      await assert.rejects(
        streamed(bytes, size),
        (error: Error) => error instanceof UnreadableInputError && /UTF-16: save it as UTF-8/.test(error.message),
      );
    }
  });
}

test('when the input begins with a byte-order mark, then it is read', async () => {
  assert.equal(readTraces(`\uFEFF${text}`).traces.length, 1);
  assert.equal((await streamed(`\uFEFF${text}`, 1)).traces.length, 1);
});

const skippedSpans: readonly (readonly [what: string, changes: Record<string, unknown>, reason: RegExp])[] = [
  ['has a trace id that is too long', { traceId: '0af7651916cd43dd8448eb211c80319c00' }, /trace id/],
  ['has a trace id of zeros', { traceId: '0'.repeat(32) }, /trace id/],
  ['has no span id', { spanId: undefined }, /span id/],
  ['has NaN for a time', { startTimeUnixNano: 'NaN' }, /start and end/],
  ['has no end', { endTimeUnixNano: undefined }, /start and end/],
  ['starts in 1970', { startTimeUnixNano: '0' }, /start and end/],
  ['starts after 2262', { startTimeUnixNano: '9999999999999999999' }, /start and end/],
];

for (const [what, changes, reason] of skippedSpans) {
  test(`when a span ${what}, then it is skipped and counted, and the others are kept`, () => {
    const { traces, skipped } = readTraces(otlpDocument([otlpSpan(changes), otlpSpan({ spanId: 'b7ad6b7169203331' })]));
    assert.equal(traces.length, 1);
    assert.equal(traces[0]?.spans.length, 1);
    assert.equal(skipped.length, 1);
    assert.equal(skipped[0]?.count, 1);
    assert.match(skipped[0]?.reason ?? '', reason);
  });
}

test('when nothing was found, then an empty answer gives no traces and no error', () => {
  assert.deepEqual(readTraces('{"result":{}}'), { traces: [], skipped: [] });
  assert.deepEqual(readTraces('{"result":{"resourceSpans":[]}}'), { traces: [], skipped: [] });
});
