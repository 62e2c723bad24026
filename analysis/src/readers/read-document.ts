import type { Trace } from '../model/index.ts';
import { createSkipCounter, type Skipped } from './skip-counter.ts';
import { spansFromDocument } from './spans-from-document.ts';
import { createTraceAssembler } from './trace-assembler.ts';

export interface TracesRead {
  readonly traces: readonly Trace[];
  /** What was left out, by reason; empty when everything was used. */
  readonly skipped: readonly Skipped[];
}

/**
 * The traces of a document that was parsed already, and what was left out of them. It is all that a browser needs of the
 * readers, and needs nothing that a browser lacks; the formats are those of `spansFromDocument`.
 * @throws UnreadableInputError when it is of no format that is known.
 */
export function readDocument(document: unknown): TracesRead {
  const skips = createSkipCounter();
  const assembler = createTraceAssembler({}, skips);
  spansFromDocument(document, skips, assembler.add);
  return { traces: assembler.finish(), skipped: skips.list() };
}
