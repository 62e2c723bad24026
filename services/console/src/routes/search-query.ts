import type { JaegerSearch } from '@spanshop/analysis/readers';
import { z } from 'zod';

const defaultLookbackMs = 3_600_000;
const defaultLimit = 100;
const mostTraces = 400;

/** The query API writes points in time with years of four digits. */
const lastUnixMs = Date.UTC(9999, 11, 31);

const wholeNumber = z.coerce.number().int().min(0);
/** A point in time that can be searched from or to, milliseconds since 1970. */
export const unixMs = wholeNumber.max(lastUnixMs);
const milliseconds = z.coerce.number().min(0).max(86_400_000);

/** A search as the page's address says it. */
export const searchQuery = z.strictObject({
  service: z.string().optional(),
  operation: z.string().optional(),
  /** How far back from now, in milliseconds; not looked at where `from` is given. */
  lookback: wholeNumber.max(30 * 86_400_000).optional(),
  from: unixMs.optional(),
  to: unixMs.optional(),
  /** Bounds of the span's duration, in milliseconds. */
  min: milliseconds.optional(),
  max: milliseconds.optional(),
  failed: z.literal('yes').optional(),
  /** `key=value`, several apart by spaces; a value with spaces stands in double quotes. */
  tags: z.string().max(1_000).optional(),
  limit: wholeNumber.min(1).max(mostTraces).optional(),
});

export type SearchQuery = z.infer<typeof searchQuery>;

export function toSearch(query: SearchQuery, nowUnixMs: number): JaegerSearch {
  const toUnixMs = query.to ?? nowUnixMs;
  const fromUnixMs = query.from ?? toUnixMs - (query.lookback ?? defaultLookbackMs);
  const attributes = { ...attributesIn(query.tags ?? ''), ...(query.failed && { error: 'true' }) };
  return {
    ...(query.service && { service: query.service }),
    ...(query.operation && { operation: query.operation }),
    // The backend refuses a window without width.
    fromUnixMs: Math.min(fromUnixMs, toUnixMs - 1),
    toUnixMs,
    ...(query.min && { minDurationMs: query.min }),
    ...(query.max && { maxDurationMs: query.max }),
    ...(Object.keys(attributes).length > 0 && { attributes }),
    limit: query.limit ?? defaultLimit,
  };
}

function attributesIn(tags: string): Record<string, string> {
  const pairs = tags.matchAll(/([^\s=]+)=(?:"([^"]*)"|(\S*))/g);
  return Object.fromEntries([...pairs].map(([, key, quoted, plain]) => [key as string, quoted ?? plain ?? '']));
}
