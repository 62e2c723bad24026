import type { Trace } from '../model/index.ts';
import { createJsonElementScanner, type ScannedElement } from './json-element-scanner.ts';
import { createSkipCounter, type SkipCounter, type Skipped } from './skip-counter.ts';
import { backendError, type ElementPlace, spansFromElement, unknownFormat } from './spans-from-document.ts';
import { createTraceAssembler } from './trace-assembler.ts';
import { UnreadableInputError } from './unreadable-input-error.ts';

export interface StreamOptions {
  /** How many spans are held at a time, waiting for the rest of their traces; 300,000 when not given. */
  readonly mostOpenSpans?: number;
  /** The largest single element of the input; 256 MB when not given. */
  readonly mostElementBytes?: number;
}

export interface TraceStream {
  /** Traces as they are complete, in no particular order. Can be walked once. */
  readonly traces: AsyncGenerator<Trace>;
  /** What was left out so far. */
  skipped(): readonly Skipped[];
}

const PLACES: Readonly<Record<string, ElementPlace>> = {
  resourceSpans: 'resourceSpans',
  'result.resourceSpans': 'resourceSpans',
  data: 'data',
  '': 'top',
};

/**
 * Reads traces from bytes that come in pieces, in bounded memory whatever the length of the input.
 * The formats are those of `readTraces`.
 * @throws UnreadableInputError while walking, when the input as a whole cannot be read.
 */
export function streamTraces(chunks: AsyncIterable<Uint8Array>, options: StreamOptions = {}): TraceStream {
  const skips = createSkipCounter();
  return { traces: walk(chunks, options, skips), skipped: () => skips.list() };
}

async function* walk(
  chunks: AsyncIterable<Uint8Array>,
  { mostOpenSpans = 300_000, mostElementBytes = 256_000_000 }: StreamOptions,
  skips: SkipCounter,
): AsyncGenerator<Trace> {
  const scanner = createJsonElementScanner(mostElementBytes);
  const assembler = createTraceAssembler(mostOpenSpans, skips);
  let [bytes, spans] = [0, 0];
  const take = ({ path, text }: ScannedElement) => {
    const place = PLACES[path];
    const element = place && parsed(text, skips);
    if (!place || element === undefined) return;
    spansFromElement(place, element, skips, span => {
      spans += 1;
      assembler.add(span);
    });
  };
  for await (const chunk of chunks) {
    bytes += chunk.length;
    for (const element of scanner.write(chunk)) take(element);
    yield* assembler.takeCompleted();
  }
  if (bytes === 0) throw new UnreadableInputError('The input is empty.');
  const { complete } = scanner.end();
  if (spans === 0) throwIfUnreadable(scanner.keys, complete, skips);
  if (!complete) skips.add('the input ends in the middle, and what was cut off is lost', `after ${bytes} bytes`);
  yield* assembler.finish();
}

function parsed(text: string, skips: SkipCounter): unknown {
  try {
    return JSON.parse(text);
  } catch {
    skips.add('an element is not JSON', text.slice(0, 60));
    return undefined;
  }
}

/** Nothing was found: an empty answer of a known format is fine, everything else is not. */
function throwIfUnreadable(keys: ReadonlySet<string>, complete: boolean, skips: SkipCounter): void {
  if (!complete)
    throw new UnreadableInputError('The input starts as JSON but is cut off or damaged, so it cannot be read.');
  const isKnown = ['resourceSpans', 'result', 'data'].some(key => keys.has(key));
  if (isKnown && skips.list().length === 0) return;
  if (keys.has('error')) throw new UnreadableInputError(backendError('see its "error"'));
  if (isKnown) return;
  const found = keys.size > 0 ? `an object with ${[...keys].slice(0, 5).join(', ')}` : 'an array of something else';
  if (keys.size > 0 || skips.list().length > 0) throw new UnreadableInputError(unknownFormat(found));
}
