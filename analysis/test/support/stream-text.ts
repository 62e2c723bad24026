import type { Trace } from '../../src/model/index.ts';
import { type Skipped, type StreamOptions, streamTraces } from '../../src/readers/index.ts';

export async function* inPieces(text: string | Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

/** What is read of a text that comes in pieces of so many bytes; traces ordered by id. */
export async function streamed(
  text: string | Uint8Array,
  size: number,
  options?: StreamOptions,
): Promise<{ traces: Trace[]; skipped: readonly Skipped[] }> {
  const stream = streamTraces(inPieces(text, size), options);
  const traces: Trace[] = [];
  for await (const trace of stream.traces) traces.push(trace);
  traces.sort((a, b) => (a.traceId < b.traceId ? -1 : 1));
  return { traces, skipped: stream.skipped() };
}
