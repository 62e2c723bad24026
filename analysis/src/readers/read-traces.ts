import { compareText, type Trace } from '../model/index.ts';
import type { TracesRead } from './read-document.ts';
import { createSkipCounter } from './skip-counter.ts';
import { createTextReader } from './text-reader.ts';
import { createTraceAssembler } from './trace-assembler.ts';

/**
 * Reads traces from JSON text or from a value that was parsed already, held in memory as a whole.
 * Batches of one trace are put together wherever they stand. The formats are those of `spansFromDocument`; what is read
 * and what is skipped is the same as where the text is streamed.
 * @throws UnreadableInputError when nothing in the input is JSON of a format that is known.
 */
export function readTraces(input: unknown): TracesRead {
  const skips = createSkipCounter();
  const assembler = createTraceAssembler({}, skips);
  const reader = createTextReader(Number.POSITIVE_INFINITY, skips, assembler.add);
  reader.write(Buffer.from(typeof input === 'string' ? input : (JSON.stringify(input) ?? '')));
  reader.end();
  return { traces: [...assembler.finish()].sort(byStart), skipped: skips.list() };
}

function byStart(a: Trace, b: Trace): number {
  const [firstOfA, firstOfB] = [a.spans[0]?.startNano ?? 0, b.spans[0]?.startNano ?? 0];
  return Number(a.epochUnixNano - b.epochUnixNano) || firstOfA - firstOfB || compareText(a.traceId, b.traceId);
}
