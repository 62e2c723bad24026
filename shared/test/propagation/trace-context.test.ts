import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTraceContextPropagator } from '../../src/telemetry/refinements/edge-propagation/trace-context-propagator.ts';
import { passOn, spanId, traceId, traceparent } from './pass-on.ts';

const propagator = createTraceContextPropagator();
const ids = `${traceId}-${spanId}`;

const invalidTraceparents: readonly (readonly [why: string, value: unknown])[] = [
  ['it is empty', ''],
  ['its version is ff', `ff-${ids}-01`],
  ['its version is not hexadecimal', `0x-${ids}-01`],
  ['its hexadecimal digits are upper case', `00-${ids.toUpperCase()}-01`],
  ['its trace id is all zeros', `00-${'0'.repeat(32)}-${spanId}-01`],
  ['its parent id is all zeros', `00-${traceId}-${'0'.repeat(16)}-01`],
  ['its trace id is short', `00-${traceId.slice(1)}-${spanId}-01`],
  ['its parent id is long', `00-${traceId}-${spanId}0-01`],
  ['its flags are one digit', `00-${ids}-1`],
  ['version 00 has a tail', `00-${ids}-01-more`],
  ['a later version has a tail without a dash', `cc-${ids}-01.more`],
  ['a later version is joined with a second header', `cc-${ids}-01-more, 00-${ids}-01`],
  ['it is two values in one line', `${traceparent}, ${traceparent}`],
  ['it is two values in an array', [traceparent, traceparent]],
  ['it ends in a line break', `${traceparent}\n`],
  ['it is no text', 42],
];

for (const [why, value] of invalidTraceparents) {
  test(`when a traceparent is invalid because ${why}, then a new trace starts and tracestate is ignored`, () => {
    const { spanContext, headers } = passOn(propagator, { traceparent: value, tracestate: 'vendor=1' });
    assert.deepEqual({ spanContext, headers }, { spanContext: undefined, headers: {} });
  });
}

const validTraceparents: readonly (readonly [how: string, value: unknown, sent: string])[] = [
  ['is plain', traceparent, traceparent],
  ['has spaces and tabs around it', `\t ${traceparent} \t`, traceparent],
  ['is the only one of an array', [traceparent], traceparent],
  ['is of a later version', `cc-${ids}-01`, traceparent],
  ['is of a later version with a tail', `01-${ids}-01-more`, traceparent],
  ['has the random flag', `00-${ids}-02`, `00-${ids}-02`],
  ['is sampled and random', `00-${ids}-03`, `00-${ids}-03`],
  ['has flags that nobody has defined', `00-${ids}-fd`, `00-${ids}-01`],
];

for (const [how, value, sent] of validTraceparents) {
  test(`when a valid traceparent ${how}, then the trace goes on as ${sent.slice(-2)}`, () => {
    assert.equal(passOn(propagator, { traceparent: value }).headers['traceparent'], sent);
  });
}
