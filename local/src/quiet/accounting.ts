import { z } from 'zod';
import { collectorCounts, droppedBy, madeBy, type SpanFate, spanFateOf } from '../metrics/index.ts';
import type { Shop } from '../running-shop/index.ts';

/** What was counted at one moment, since services and backend were started. */
export interface SpanCounts {
  fate: SpanFate;
  /** Undefined where nobody counts what arrives. */
  backend: { accepted: number; dropped: number } | undefined;
}

/** What became of the spans of a run: made = accepted + dropped, if none is lost on the way. */
export type Accounting =
  | { checked: false; why: string }
  | {
      checked: true;
      /** Whether each span that was made is in the backend. */
      holds: boolean;
      made: number;
      /** Counted by the backend; undefined where nobody counts, and the services' word is taken. */
      accepted: number | undefined;
      /** Given up by a service or by the backend, and counted there. */
      dropped: number;
      /** Made, and neither accepted nor dropped by anybody's count. */
      lost: number;
    };

const stats = z.looseObject({ acceptedSpans: z.number(), lateSpans: z.number() });
const callTimeoutMs = 5_000;

/** Undefined where the services' metrics are not known. @throws Error where they do not answer */
export async function countSpans({ adminUrls, traces }: Shop): Promise<SpanCounts | undefined> {
  const services = Object.values(adminUrls);
  if (services.length === 0) return undefined;
  const [fate, backend] = await Promise.all([spanFateOf(services), countAccepted(traces?.counter)]);
  return { fate, backend };
}

async function countAccepted(counter: NonNullable<Shop['traces']>['counter']): Promise<SpanCounts['backend']> {
  if (!counter) return undefined;
  if (counter.by === 'collector') {
    const { accepted, failed } = await collectorCounts(counter.url);
    return { accepted, dropped: failed };
  }
  const answer = await fetch(counter.url, { signal: AbortSignal.timeout(callTimeoutMs) });
  const { acceptedSpans, lateSpans } = stats.parse(await answer.json());
  return { accepted: acceptedSpans, dropped: lateSpans };
}

/**
 * Compares what services made between two quiet moments with what arrived. A batch that was sent twice, because its first
 * answer got lost, may make the backend count more than was made; that is no loss.
 */
export function accountFor(before: SpanCounts | undefined, after: SpanCounts | undefined): Accounting {
  if (!before || !after) return { checked: false, why: "the services' metrics cannot be read" };
  const made = madeBy(after.fate) - madeBy(before.fate);
  if (made < 0) return { checked: false, why: 'a service was started anew meanwhile, and counts from 0' };
  const droppedInside = droppedBy(after.fate) - droppedBy(before.fate);
  const [was, is] = [before.backend, after.backend];
  if (!was || !is) {
    const lost = made - droppedInside - (after.fate.exported - before.fate.exported);
    return {
      checked: true,
      holds: lost <= 0 && droppedInside === 0,
      made,
      accepted: undefined,
      dropped: droppedInside,
      lost,
    };
  }
  const accepted = is.accepted - was.accepted;
  if (accepted < 0) return { checked: false, why: 'the backend was started anew meanwhile, and counts from 0' };
  const dropped = droppedInside + is.dropped - was.dropped;
  const lost = Math.max(made - accepted - dropped, 0);
  return { checked: true, holds: lost === 0 && dropped === 0, made, accepted, dropped, lost };
}
