import { compareText, type Trace } from '../model/index.ts';
import { parseDocuments } from './parse-documents.ts';
import { createSkipCounter, type Skipped } from './skip-counter.ts';
import { spansFromDocument } from './spans-from-document.ts';
import { createTraceAssembler } from './trace-assembler.ts';

export interface TracesRead {
  /** Ordered by start, then trace id. */
  readonly traces: readonly Trace[];
  /** What was left out, by reason; empty when everything was used. */
  readonly skipped: readonly Skipped[];
}

/**
 * Reads traces from JSON text or from a value that was parsed already, held in memory as a whole.
 * Batches of one trace are put together wherever they stand.
 * @throws UnreadableInputError when the input as a whole is not JSON or not a format that is known.
 */
export function readTraces(input: unknown): TracesRead {
  const skips = createSkipCounter();
  const assembler = createTraceAssembler(Number.POSITIVE_INFINITY, skips);
  const documents = typeof input === 'string' ? parseDocuments(input, skips) : [input];
  for (const document of documents) spansFromDocument(document, skips, assembler.add);
  return { traces: [...assembler.finish()].sort(byStart), skipped: skips.list() };
}

function byStart(a: Trace, b: Trace): number {
  const [firstOfA, firstOfB] = [a.spans[0]?.startNano ?? 0, b.spans[0]?.startNano ?? 0];
  return Number(a.epochUnixNano - b.epochUnixNano) || firstOfA - firstOfB || compareText(a.traceId, b.traceId);
}
