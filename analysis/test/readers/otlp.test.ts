import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTraces } from '../../src/readers/index.ts';
import { otlpDocument, otlpSpan } from '../support/otlp-json.ts';

test('when OTLP JSON is read, then every field of the span is kept to the nanosecond', () => {
  const full = otlpSpan({
    parentSpanId: 'b7ad6b7169203331',
    flags: 0x301,
    attributes: [
      { key: 'text', value: { stringValue: 'a' } },
      { key: 'small', value: { intValue: '42' } },
      { key: 'huge', value: { intValue: '9223372036854775807' } },
      { key: 'list', value: { arrayValue: { values: [{ boolValue: true }, { doubleValue: 1.5 }] } } },
      { key: '__proto__', value: { stringValue: 'x' } },
    ],
    events: [{ name: 'exception', timeUnixNano: '1790000000123456999', attributes: [] }],
    links: [{ traceId: '0af7651916cd43dd8448eb211c80319d', spanId: '00f067aa0ba902b8' }],
    status: { code: 2, message: 'broke' },
  });
  const { traces, skipped } = readTraces(JSON.stringify(otlpDocument([full], 'shop')));
  assert.deepEqual(skipped, []);
  assert.equal(traces.length, 1);
  assert.equal(traces[0]?.epochUnixNano, 1_790_000_000_000_000_000n);
  const span = traces[0]?.spans[0];
  assert.equal(span?.startNano, 123_456_789);
  assert.equal(span?.endNano, 223_456_790);
  assert.equal(span?.service, 'shop');
  assert.equal(span?.kind, 'server');
  assert.equal(span?.traceFlags, 1);
  assert.equal(span?.parentIsRemote, true);
  assert.equal(span?.status, 'error');
  assert.equal(span?.events[0]?.timeNano, 123_456_999);
  assert.equal(span?.links[0]?.spanId, '00f067aa0ba902b8');
  assert.deepEqual(span?.scope, { name: 'lib', version: '2' });
  assert.deepEqual(span?.attributes, { text: 'a', small: 42, huge: '9223372036854775807', list: [true, 1.5] });
});

test('when flags carry 0x101, then the parent is known to be local and the flag reads sampled', () => {
  const { traces } = readTraces(otlpDocument([otlpSpan({ parentSpanId: 'b7ad6b7169203331', flags: 0x101 })]));
  assert.equal(traces[0]?.spans[0]?.parentIsRemote, false);
  assert.equal(traces[0]?.spans[0]?.traceFlags, 1);
});

test('when kinds and states are written as names and ids as base64, then they are understood', () => {
  const spelled = otlpSpan({
    traceId: Buffer.from('0af7651916cd43dd8448eb211c80319c', 'hex').toString('base64'),
    spanId: Buffer.from('00f067aa0ba902b7', 'hex').toString('base64'),
    kind: 'SPAN_KIND_CONSUMER',
    status: { code: 'STATUS_CODE_OK' },
  });
  const span = readTraces(otlpDocument([spelled])).traces[0]?.spans[0];
  assert.equal(span?.traceId, '0af7651916cd43dd8448eb211c80319c');
  assert.equal(span?.spanId, '00f067aa0ba902b7');
  assert.equal(span?.kind, 'consumer');
  assert.equal(span?.status, 'ok');
});

test('when a Jaeger v3 answer holds the batches of two traces mixed, then each trace is put together', () => {
  const other = '0af7651916cd43dd8448eb211c80319d';
  const one = otlpDocument([otlpSpan(), otlpSpan({ traceId: other })], 'one');
  const two = otlpDocument([otlpSpan({ spanId: 'b7ad6b7169203331', parentSpanId: '00f067aa0ba902b7' })], 'two');
  const merged = [...(one['resourceSpans'] as unknown[]), ...(two['resourceSpans'] as unknown[])];
  const { traces } = readTraces({ result: { resourceSpans: merged } });
  assert.deepEqual(
    traces.map(trace => trace.spans.map(span => span.service)),
    [['one', 'two'], ['one']],
  );
});

test('when the answer comes as lines of JSON, then all lines count and a line that is cut off is skipped', () => {
  const line = JSON.stringify({ result: otlpDocument([otlpSpan()]) });
  const next = JSON.stringify({ result: otlpDocument([otlpSpan({ spanId: 'b7ad6b7169203331' })]) });
  const { traces, skipped } = readTraces(`${line}\n${next}\n${line.slice(0, 60)}`);
  assert.equal(traces[0]?.spans.length, 2);
  assert.equal(skipped.length, 1);
  assert.equal(skipped[0]?.reason, 'a line is not JSON or is cut off');
});

test('when the order of the spans in the input changes, then the trace is the same', () => {
  const spans = [
    otlpSpan({ spanId: '0000000000000001' }),
    otlpSpan({ spanId: '0000000000000002', parentSpanId: '0000000000000001' }),
    otlpSpan({
      spanId: '0000000000000003',
      parentSpanId: '0000000000000002',
      startTimeUnixNano: '1789999999900000000',
    }),
  ];
  assert.deepEqual(readTraces(otlpDocument(spans)), readTraces(otlpDocument([...spans].reverse())));
});
