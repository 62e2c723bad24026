import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Trace } from '../../src/model/index.ts';
import { openTraceFile, readTraces, streamTraces, UnreadableInputError } from '../../src/readers/index.ts';
import { generateTraces, ticketSystem } from '../generator/index.ts';
import { asJaeger, asOtlp, asZipkin } from '../support/export-formats.ts';
import { otlpDocument, otlpSpan } from '../support/otlp-json.ts';
import { streamed } from '../support/stream-text.ts';

const generated = [...generateTraces({ system: ticketSystem, requests: 12, seed: 9 })];

const documents: Readonly<Record<string, string>> = {
  'OTLP JSON': JSON.stringify(asOtlp(generated)),
  'OTLP JSON over many lines': JSON.stringify(asOtlp(generated), null, 2),
  'an answer of Jaeger v3': JSON.stringify({ result: asOtlp(generated) }),
  'lines of JSON': generated.map(trace => JSON.stringify({ result: asOtlp([trace]) })).join('\n'),
  'Jaeger’s own JSON': JSON.stringify(asJaeger(generated)),
  'Zipkin’s JSON by trace': JSON.stringify(asZipkin(generated)),
  'Zipkin’s JSON as a flat list': JSON.stringify((asZipkin(generated) as unknown[][]).flat()),
};

for (const [what, text] of Object.entries(documents)) {
  for (const size of [7, 1000, 1 << 20]) {
    test(`when ${what} comes in pieces of ${size} bytes, then the traces are those of the whole`, async () => {
      const whole = readTraces(text);
      const expected = [...whole.traces].sort((a, b) => (a.traceId < b.traceId ? -1 : 1));
      assert.deepEqual(await streamed(text, size), { traces: expected, skipped: [] });
    });
  }
}

test('when strings hold brackets, quotes and letters of several bytes, then pieces may cut anywhere', async () => {
  const name = 'a "b" \\ ] } é 漢 {[';
  const odd = generated.slice(0, 2).map(trace => ({ ...trace, spans: trace.spans.map(span => ({ ...span, name })) }));
  for (const size of [1, 2, 3]) {
    const { traces } = await streamed(JSON.stringify(asOtlp(odd)), size);
    assert.ok(traces.every(trace => trace.spans.every(span => span.name === name)));
    assert.equal(traces.length, 2);
  }
});

test('when more spans are open than may be held, then old traces are completed and late spans counted', async () => {
  const rows = asOtlp(generated) as { resourceSpans: unknown[] };
  const [trace] = generated as [Trace];
  const late = asOtlp([{ ...trace, spans: trace.spans.slice(0, 1) }]) as typeof rows;
  const all = { resourceSpans: [...rows.resourceSpans, ...late.resourceSpans] };
  const { traces, skipped } = await streamed(JSON.stringify(all), 4096, {
    mostOpenSpans: 30,
  });
  assert.equal(traces.length, 12);
  assert.equal(skipped[0]?.count, 1);
  assert.match(skipped[0]?.reason ?? '', /completed to bound memory/);
});

test('when one trace has more spans than may be held, then the rest is left out and counted', async () => {
  const line = (number: number) =>
    JSON.stringify(otlpDocument([otlpSpan({ spanId: number.toString(16).padStart(16, '0') })]));
  const text = Array.from({ length: 50 }, (_, index) => line(index + 1)).join('\n');
  const { traces, skipped } = await streamed(text, 1000, { mostOpenSpans: 30 });
  assert.deepEqual([traces.length, traces[0]?.spans.length], [1, 30]);
  assert.deepEqual([skipped[0]?.count, skipped[0]?.reason], [20, 'a trace has more than 30 spans']);
});

test('when the input is cut off, then what came before is kept and the cut is told', async () => {
  const text = documents['OTLP JSON'] ?? '';
  const { traces, skipped } = await streamed(text.slice(0, text.length * 0.8), 1000);
  assert.ok(traces.length >= 8 && traces.length < 12);
  assert.match(skipped.map(skip => skip.reason).join(), /ends in the middle/);
});

const unreadable: readonly (readonly [what: string, text: string, sentence: RegExp])[] = [
  ['is empty', '', /is empty/],
  ['is HTML', '  <!doctype html>', /HTML/],
  ['is not JSON', 'hello', /not JSON/],
  ['is cut off before the first span', '{"resourceSpans":[{"a"', /cut off/],
  ['is another format', '{"hello": [1], "world": 2}', /no trace format that is known .*hello, world/],
  ['is an array of something else', '[{"a": 1}]', /no trace format/],
];

for (const [what, text, sentence] of unreadable) {
  test(`when a stream ${what}, then one clear sentence says so`, async () => {
    await assert.rejects(
      streamed(text, 5),
      (error: Error) => error instanceof UnreadableInputError && sentence.test(error.message),
    );
  });
}

test('when one element is larger than allowed, then that is said instead of running out of memory', async () => {
  await assert.rejects(streamed(documents['OTLP JSON'] ?? '', 100, { mostElementBytes: 200 }), /larger than 0 MB/);
});

test('when a file is packed, by whatever name, missing or a folder, then it is unpacked or the reason is given', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'traces-'));
  try {
    const [text, packed] = [documents['OTLP JSON'] ?? '', gzipSync(documents['OTLP JSON'] ?? '')];
    const files = { 'traces.json.gz': packed, 'traces.json': packed, 'unpacked.gz': text, 'unpacked.json': text };
    for (const [name, content] of Object.entries(files)) {
      await writeFile(join(folder, name), content);
      const stream = await openTraceFile(join(folder, name));
      let traces = 0;
      for await (const trace of stream.traces) traces += trace.spans.length > 0 ? 1 : 0;
      assert.equal(traces, 12, name);
    }
    await writeFile(join(folder, 'cut.json'), packed.subarray(0, packed.length / 2));
    const cut = await openTraceFile(join(folder, 'cut.json'));
    await assert.rejects(async () => {
      for await (const _ of cut.traces);
    }, /cut\.json is gzip that is damaged or cut off/);
    await assert.rejects(openTraceFile(join(folder, 'none.json')), /There is no file/);
    await assert.rejects(openTraceFile(folder), /is a folder/);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('when spans have long texts, then traces are completed before more text is held than may be', async () => {
  const textLength = 1_000;
  let given = 0;
  async function* lines(): AsyncGenerator<Uint8Array> {
    for (; given < 40; given++) {
      const traceId = (given + 1).toString(16).padStart(32, '0');
      const attributes = [{ key: 'body', value: { stringValue: 'x'.repeat(textLength) } }];
      yield Buffer.from(`${JSON.stringify(otlpDocument([otlpSpan({ traceId, attributes })]))}\n`);
    }
  }
  let taken = 0;
  for await (const trace of streamTraces(lines(), { mostOpenCharacters: 5 * textLength }).traces) {
    assert.equal(trace.spans.length, 1);
    taken += 1;
    assert.ok(given - taken <= 5, `${given} came, ${taken} were given on`);
  }
  assert.equal(taken, 40);
});

test('when one trace has longer texts than may be held, then the rest is left out and counted', async () => {
  const line = (number: number) =>
    JSON.stringify(
      otlpDocument([otlpSpan({ spanId: number.toString(16).padStart(16, '0'), name: 'n'.repeat(1_000) })]),
    );
  const text = Array.from({ length: 50 }, (_, index) => line(index + 1)).join('\n');
  const { traces, skipped } = await streamed(text, 1000, { mostOpenCharacters: 10_000 });
  assert.deepEqual([traces.length, traces[0]?.spans.length], [1, 9]);
  assert.deepEqual([skipped[0]?.count, skipped[0]?.reason], [41, 'a trace has texts of more than 10000 characters']);
});
