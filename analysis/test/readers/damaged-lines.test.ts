import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readTraces, UnreadableInputError } from '../../src/readers/index.ts';
import { generateTraces, ticketSystem } from '../generator/index.ts';
import { asJaeger, asOtlp, asZipkin } from '../support/export-formats.ts';
import { streamed } from '../support/stream-text.ts';

const generated = [...generateTraces({ system: ticketSystem, requests: 6, seed: 11 })];
const lineFormats: Readonly<Record<string, readonly string[]>> = {
  OTLP: generated.map(trace => JSON.stringify(asOtlp([trace]))),
  'answers of Jaeger v3': generated.map(trace => JSON.stringify({ result: asOtlp([trace]) })),
  'Jaeger’s own JSON': generated.map(trace => JSON.stringify(asJaeger([trace]))),
  'lists of Zipkin': generated.map(trace => JSON.stringify((asZipkin([trace]) as unknown[])[0])),
  'what Java’s logging-otlp exporter writes': generated.flatMap(trace =>
    (asOtlp([trace]) as { resourceSpans: unknown[] }).resourceSpans.map(element => JSON.stringify(element)),
  ),
};
const spansOf = (text: string): string[] =>
  readTraces(text).traces.flatMap(trace => trace.spans.map(span => `${trace.traceId} ${span.spanId}`));

for (const [format, lines] of Object.entries(lineFormats)) {
  test(`when lines of ${format} are cut, then every other line is read whole, and the loss is counted`, () => {
    const cuts = fc.array(fc.record({ line: fc.nat(lines.length - 1), at: fc.nat(1000), head: fc.boolean() }), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(cuts, chosen => {
        const cut = new Map(chosen.map(each => [each.line, each]));
        if (cut.size === lines.length) return;
        const text = lines.map((line, index) => cutLine(line, cut.get(index))).join('\n');
        const { skipped } = readTraces(text);
        const read = new Set(spansOf(text));
        for (const [index, line] of lines.entries()) {
          if (!cut.has(index))
            assert.ok(
              spansOf(line).every(span => read.has(span)),
              `line ${index} of ${text}`,
            );
        }
        const isWhole = lines.every(line => spansOf(line).every(span => read.has(span)));
        if (!isWhole) assert.notDeepEqual(skipped, []);
        if (cut.size === 0) assert.deepEqual(skipped, []);
      }),
      { numRuns: 150 },
    );
  });
}

test('when a file begins in the middle of a line, then the lines after it are read', () => {
  const [first = '', ...others] = lineFormats['OTLP'] ?? [];
  const text = [first.slice(first.length / 2), ...others].join('\n');
  const [{ skipped }, read] = [readTraces(text), spansOf(text)];
  assert.ok(others.flatMap(spansOf).every(span => read.includes(span)));
  assert.deepEqual(
    skipped.map(({ reason }) => reason),
    ['a line is not JSON or is cut off'],
  );
});

test('when lines of Java’s logging-otlp exporter have a logger’s prefix, then they are read', () => {
  const lines = (lineFormats['what Java’s logging-otlp exporter writes'] ?? []).map(line => `INFO: ${line}`);
  const { traces, skipped } = readTraces(lines.join('\n'));
  assert.deepEqual([traces.length, skipped], [generated.length, []]);
});

test('when an input is cut, spread over lines, mixed or no traces at all, then both readers say the same', async () => {
  const whole = Object.values(lineFormats).flat();
  const spread = whole.slice(0, 8).map(line => JSON.stringify(JSON.parse(line), null, 1));
  const flat = spread.map(text => text.replace(/^ +/gm, ''));
  const other = [
    '{"hello":[1],"world":{}}',
    'text',
    '[',
    ']',
    '{',
    '}',
    '[{"a":1}]',
    '{"a":"',
    '17',
    '',
    ' ',
    '<p>',
    '\\',
    '"',
  ];
  const line = fc.oneof(
    fc.constantFrom(...whole, ...spread, ...flat),
    fc.constantFrom(...other),
    fc.json(),
    fc
      .record({
        line: fc.constantFrom(...whole, ...spread, ...flat),
        at: fc.nat(1000),
        head: fc.boolean(),
      })
      .map(each => cutLine(each.line, each)),
  );
  const text = fc
    .tuple(fc.array(line, { maxLength: 6 }), fc.constantFrom('\n', '\r\n', '\n\n', ''))
    .map(([lines, by]) => lines.join(by));
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 1, max: 3000 }), async (input, size) => {
      assert.deepEqual(await outcome(() => streamed(input, size)), await outcome(() => inMemory(input)));
    }),
    { numRuns: 400 },
  );
});

function cutLine(line: string, cut: { at: number; head: boolean } | undefined): string {
  if (!cut) return line;
  const at = 1 + Math.floor((cut.at / 1001) * (line.length - 1));
  return cut.head ? line.slice(at) : line.slice(0, at);
}

function inMemory(text: string) {
  const { traces, skipped } = readTraces(text);
  return Promise.resolve({ traces: [...traces].sort((a, b) => (a.traceId < b.traceId ? -1 : 1)), skipped });
}

async function outcome<T>(read: () => Promise<T>): Promise<T | string> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UnreadableInputError) return error.message;
    throw error;
  }
}
