import { activeSpan, attribute } from '@spanshop/shared/telemetry';
import { LRUCache } from 'lru-cache';

/** Answers that are kept at most. */
const entries = 500;

/**
 * A look-up whose answers are kept until the clock has come to a multiple of their time to live, all of them. Whoever misses
 * looks up by himself.
 */
export function expiringTogether<Query extends unknown[], Found>(
  lookUp: (...query: Query) => Promise<Found>,
  ttlMs: number,
): (...query: Query) => Promise<Found> {
  interface Kept {
    found: Found;
  }
  const cache = new LRUCache<string, Kept>({ max: entries });
  return async (...query) => {
    const key = JSON.stringify(query);
    const kept = cache.get(key);
    activeSpan()?.setAttribute(attribute.cacheHit, kept !== undefined);
    if (kept) return kept.found;
    const found = await lookUp(...query);
    cache.set(key, { found }, { ttl: ttlMs - (Date.now() % ttlMs) });
    return found;
  };
}
