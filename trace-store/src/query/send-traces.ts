import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { notFound } from '../http/refusals.ts';
import type { StoredTrace } from '../store/types.ts';
import { renderTrace } from './render.ts';

/** Characters of an answer that are gathered before they are sent: a write for each span would cost more than the span. */
const pieceLength = 64 * 1024;

/** How long a reader may take for an answer in all: what it has not read yet stays in memory, evicted or not. */
const mostAnswerMs = 120_000;

type Traces = AsyncIterator<StoredTrace> | Iterator<StoredTrace>;

/**
 * Answers as Jaeger does, `{"result":{"resourceSpans":[...]}}` with the spans of all traces in one list. It is written
 * span by span, as fast as the reader takes it, so that a large answer is never in memory as a whole.
 * @throws AppError 404 when there is no trace.
 */
export async function sendTraces(response: ServerResponse, traces: Traces): Promise<void> {
  const first = await traces.next();
  if (first.done) throw notFound('No traces found');
  response.writeHead(200, { 'content-type': 'application/json' });
  const signal = AbortSignal.timeout(mostAnswerMs);
  await pipeline(Readable.from(renderAnswer(first.value, traces), { highWaterMark: 1 }), response, { signal });
}

async function* renderAnswer(first: StoredTrace, others: Traces): AsyncGenerator<string> {
  let piece = '{"result":{"resourceSpans":[';
  let next: IteratorResult<StoredTrace> = { value: first };
  while (!next.done) {
    for (const text of renderTrace(next.value)) {
      piece += text;
      if (piece.length < pieceLength) continue;
      yield piece;
      piece = '';
    }
    next = await others.next();
    if (!next.done) piece += ',';
  }
  yield `${piece}]}}\n`;
}
