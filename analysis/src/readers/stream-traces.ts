import type { Trace } from '../model/index.ts';
import { createSkipCounter, type SkipCounter, type Skipped } from './skip-counter.ts';
import { createTextReader } from './text-reader.ts';
import { createTraceAssembler } from './trace-assembler.ts';

export interface StreamOptions {
  /** How many spans are held at a time, waiting for the rest of their traces; 300,000 when not given. */
  readonly mostOpenSpans?: number;
  /** How many characters the texts of these spans have together; as many as they have when not given. */
  readonly mostOpenCharacters?: number;
  /** The largest single element of the input; 256 MB when not given. */
  readonly mostElementBytes?: number;
}

export interface TraceStream {
  /** Traces as they are complete, in no particular order. Can be walked once. */
  readonly traces: AsyncGenerator<Trace>;
  /** What was left out so far. */
  skipped(): readonly Skipped[];
}

/**
 * Reads traces from bytes that come in pieces, in bounded memory whatever the length of the input.
 * The formats are those of `readTraces`.
 * @throws UnreadableInputError while walking, when nothing in the input is known.
 */
export function streamTraces(chunks: AsyncIterable<Uint8Array>, options: StreamOptions = {}): TraceStream {
  const skips = createSkipCounter();
  return { traces: walk(chunks, options, skips), skipped: () => skips.list() };
}

async function* walk(
  chunks: AsyncIterable<Uint8Array>,
  { mostOpenSpans = 300_000, mostOpenCharacters, mostElementBytes = 256_000_000 }: StreamOptions,
  skips: SkipCounter,
): AsyncGenerator<Trace> {
  const bounds = { mostSpans: mostOpenSpans, ...(mostOpenCharacters && { mostCharacters: mostOpenCharacters }) };
  const assembler = createTraceAssembler(bounds, skips);
  const reader = createTextReader(mostElementBytes, skips, assembler.add);
  for await (const chunk of chunks) {
    reader.write(chunk);
    yield* assembler.takeCompleted();
  }
  reader.end();
  yield* assembler.finish();
}
