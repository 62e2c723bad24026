import type { SpanStore } from '../store/span-store.ts';
import type { StoredSpan, StoredTrace } from '../store/types.ts';
import { hasAttribute } from './attributes.ts';
import type { SearchCriteria } from './search-parameters.ts';
import { createTurns } from './turns.ts';

/** How long a search looks in all; over a store that is full of ordinary spans it takes less than a second. */
const mostSearchMs = 10_000;

/**
 * The traces with a span that meets the criteria, newest first, one by one as the caller takes them.
 * @throws AppError 503 when the search has looked for 10 s, not counting what the caller did in between.
 */
export async function* findTraces(store: SpanStore, criteria: SearchCriteria): AsyncGenerator<StoredTrace> {
  const turns = createTurns(mostSearchMs);
  let found = 0;
  for (const traceId of store.newestFirst()) {
    if (found === criteria.limit) return;
    const trace = store.get(traceId);
    // It was evicted while the caller did something else.
    if (!trace) continue;
    for (const span of trace.spans.values()) {
      if (turns.isOver()) await turns.next();
      if (!matches(span, criteria)) continue;
      found += 1;
      turns.pause();
      yield trace;
      turns.resume();
      break;
    }
  }
}

function matches(span: StoredSpan, criteria: SearchCriteria): boolean {
  const { serviceName, operationName, startMinUnixNano, startMaxUnixNano, attributes } = criteria;
  if (serviceName !== '' && span.operation.serviceName !== serviceName) return false;
  if (operationName !== '' && span.operation.name !== operationName) return false;
  if (span.startUnixNano < startMinUnixNano || span.startUnixNano > startMaxUnixNano) return false;
  if (!hasDuration(span, criteria)) return false;
  return attributes.every(([key, value]) => hasAttribute(span, key, value));
}

function hasDuration(span: StoredSpan, { durationMinNano, durationMaxNano }: SearchCriteria): boolean {
  const durationNano = span.endUnixNano - span.startUnixNano;
  if (durationMinNano !== 0n && durationNano < durationMinNano) return false;
  return durationMaxNano === 0n || durationNano <= durationMaxNano;
}
