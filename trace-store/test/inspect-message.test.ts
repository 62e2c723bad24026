import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeJsonRequest } from '../src/otlp/encode-json.ts';
import { inspectMessage } from '../src/otlp/inspect-message.ts';
import * as messages from '../src/otlp/messages.ts';
import { completeTrace } from './complete-trace.ts';

const rounds = 30_000;

test('when bytes of a span are damaged at random, then what passes for well-formed can be decoded', () => {
  const span = completeSpan();
  const random = createRandom(20_261_122);
  let refused = 0;
  for (let round = 0; round < rounds; round++) {
    const damaged = damage(span, random);
    if (!passes(damaged)) refused += 1;
    else assert.doesNotThrow(() => messages.span.decode(damaged), `round ${round}: ${damaged.toString('hex')}`);
  }
  assert.ok(refused > rounds / 10 && refused < rounds, `${refused} of ${rounds} were refused`);
});

test('when a span is whole, then it passes, and cut off anywhere inside a field it does not', () => {
  const span = completeSpan();
  assert.ok(passes(span));
  const refused = Array.from(span, (_, length) => !passes(span.subarray(0, length))).filter(Boolean).length;
  assert.ok(refused > span.length - 50, `${refused} of ${span.length}`);
});

function passes(bytes: Buffer): boolean {
  try {
    inspectMessage(messages.span.type, bytes);
    return true;
  } catch {
    return false;
  }
}

/** One to three bytes changed, or a run of bytes overwritten by a varint that does not end. */
function damage(span: Buffer, random: () => number): Buffer {
  const damaged = Buffer.from(span);
  const anywhere = (): number => Math.floor(random() * span.length);
  if (random() < 0.2) return damaged.fill(0xff, anywhere());
  const start = anywhere();
  if (random() < 0.2) return damaged.fill(0xff, start, Math.min(span.length, start + 11));
  for (let count = Math.floor(random() * 3); count >= 0; count--) damaged[anywhere()] = Math.floor(random() * 256);
  return damaged;
}

function completeSpan(): Buffer {
  const request = encodeJsonRequest(Buffer.from(JSON.stringify(completeTrace('ab'.repeat(16)))));
  const [span] = messages.exportRequest.decode(request).resourceSpans[0]?.scopeSpans[0]?.spans ?? [];
  return Buffer.from(span as Uint8Array);
}

/** Numbers from 0 to 1, the same ones in every run (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
