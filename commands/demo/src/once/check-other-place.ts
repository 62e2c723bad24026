import type { Trace } from '@spanshop/analysis/model';
import type { TracePlace } from '@spanshop/local/traces';
import { readTraceUntil } from '@spanshop/local/traces';
import type { Check } from './checks.ts';

/** Whether another backend has the very same spans of a trace. */
export async function checkOtherPlace(place: TracePlace, trace: Trace, withinMs: number): Promise<Check> {
  const wanted = new Set(trace.spans.map(({ spanId }) => spanId));
  const missingFrom = (found: Trace | undefined) => {
    const there = new Set(found?.spans.map(({ spanId }) => spanId));
    return wanted.difference(there).size;
  };
  const found = await readTraceUntil(place, trace.traceId, copy => missingFrom(copy) === 0, withinMs);
  const missing = missingFrom(found);
  const more = (found?.spans.length ?? 0) - (wanted.size - missing);
  if (missing === 0 && more === 0) return { passed: true, sentence: `${place.name} has the same ${wanted.size} spans` };
  return { passed: false, sentence: `${place.name} lacks ${missing} of ${wanted.size} spans and has ${more} others` };
}
