import type { SpanStore } from '../store/span-store.ts';
import type { StoredSpan, StoredTrace } from '../store/types.ts';
import { hasAttribute } from './attributes.ts';
import type { SearchCriteria } from './search-parameters.ts';

/** The traces with a span that meets the criteria, newest first, one by one as the caller takes them. */
export function* findTraces(store: SpanStore, criteria: SearchCriteria): Generator<StoredTrace> {
  let found = 0;
  for (const trace of store.newestFirst()) {
    if (found === criteria.limit) return;
    if (!hasMatch(trace, criteria)) continue;
    found += 1;
    yield trace;
  }
}

function hasMatch(trace: StoredTrace, criteria: SearchCriteria): boolean {
  for (const span of trace.spans.values()) {
    if (matches(span, criteria)) return true;
  }
  return false;
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
