import type { Linking, LinkingSpan } from '../contract.ts';
import { linkingSpans } from './linking-spans.ts';
import type { TraceBackend } from './trace-backend.ts';

export interface LinkingWindow {
  readonly fromUnixMs: number;
  readonly toUnixMs: number;
}

/** A search gives the newest, so that one which is full has left out what is older. */
const mostAtOnce = 200;
const aimedAt = 100;
const firstWidthMs = 2_000;

/** In all, some seconds of reading. */
const mostLookedThrough = 1_500;

/**
 * Looks through the traces of a window for links to another one, from its beginning: who links to a span mostly comes soon
 * after it. It goes forward in slices, each as wide as what came in the one before suggests; one that is full is halved.
 *
 *     window   |---------------------------------------------|
 *     slices   |--full--|
 *              |---|----|------|-----...                          until enough were looked through
 */
export async function findLinking(
  traceId: string,
  { fromUnixMs, toUnixMs }: LinkingWindow,
  search: TraceBackend['search'],
): Promise<Linking> {
  const spans = new Map<string, LinkingSpan>();
  let [atUnixMs, widthMs, lookedThrough] = [fromUnixMs, firstWidthMs, 0];
  while (atUnixMs < toUnixMs && lookedThrough < mostLookedThrough) {
    const untilUnixMs = Math.min(atUnixMs + widthMs, toUnixMs);
    let found = 0;
    for await (const other of search({ fromUnixMs: atUnixMs, toUnixMs: untilUnixMs, limit: mostAtOnce })) {
      found += 1;
      // A trace that goes on is in several slices.
      for (const span of linkingSpans(traceId, other))
        spans.set(`${span.traceId} ${span.spanId} ${span.toSpanId}`, span);
    }
    lookedThrough += found;
    if (found >= mostAtOnce) {
      // Finer than a millisecond nobody can ask.
      if (untilUnixMs - atUnixMs <= 1) break;
      widthMs = Math.floor((untilUnixMs - atUnixMs) / 2);
      continue;
    }
    atUnixMs = untilUnixMs;
    widthMs = Math.ceil(widthMs * Math.min(Math.max(aimedAt / Math.max(found, 1), 0.5), 4));
  }
  return { spans: [...spans.values()], ...(atUnixMs < toUnixMs && { untilUnixMs: atUnixMs }) };
}
