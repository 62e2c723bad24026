import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { notFound } from '../http/refusals.ts';
import type { StoredTrace } from '../store/types.ts';
import { renderTrace } from './render.ts';

/**
 * Answers as Jaeger does, `{"result":{"resourceSpans":[...]}}` with the spans of all traces in one list. It is written
 * trace by trace, as fast as the reader takes it, so that a large answer is never in memory as a whole.
 * @throws AppError 404 when there is no trace.
 */
export async function sendTraces(response: ServerResponse, traces: Iterator<StoredTrace>): Promise<void> {
  const first = traces.next();
  if (first.done) throw notFound('No traces found');
  response.writeHead(200, { 'content-type': 'application/json' });
  await pipeline(Readable.from(renderAnswer(first.value, traces), { highWaterMark: 1 }), response);
}

function* renderAnswer(first: StoredTrace, others: Iterator<StoredTrace>): Generator<string> {
  yield `{"result":{"resourceSpans":[${renderList(first)}`;
  for (let next = others.next(); !next.done; next = others.next()) yield `,${renderList(next.value)}`;
  yield ']}}\n';
}

function renderList(trace: StoredTrace): string {
  return JSON.stringify(renderTrace(trace)).slice(1, -1);
}
