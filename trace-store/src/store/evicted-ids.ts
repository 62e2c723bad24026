/** A bounded memory of trace ids: it forgets the oldest first. */
export interface EvictedIds {
  add(traceId: string): void;
  has(traceId: string): boolean;
}

/** @param capacity how many ids are remembered; one takes about 100 bytes. */
export function createEvictedIds(capacity: number): EvictedIds {
  const ids = new Set<string>();
  // One iterator for the set's whole life: a new one would walk over all the ids deleted before, every time.
  const oldestFirst = ids.values();

  return {
    add(traceId) {
      ids.add(traceId);
      if (ids.size <= capacity) return;
      ids.delete(oldestFirst.next().value as string);
    },
    has: traceId => ids.has(traceId),
  };
}
