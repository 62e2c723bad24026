import { AsyncLocalStorage } from 'node:async_hooks';

interface Limits {
  endsAt: number;
  abandoned: AbortSignal | undefined;
}

const active = new AsyncLocalStorage<Limits>();

/**
 * Runs work, and all that it starts, under a deadline in milliseconds from now. It replaces the active one.
 *
 * @param abandoned aborts when nobody waits for the work any more: from then on no time is left
 */
export function runWithDeadline<T>(timeoutMs: number, work: () => T, abandoned?: AbortSignal): T {
  return active.run({ endsAt: performance.now() + timeoutMs, abandoned }, work);
}

/** Milliseconds left to the active deadline, 0 when it has passed or nobody waits any more; Infinity where none is set. */
export function remainingMs(): number {
  const limits = active.getStore();
  if (limits === undefined) return Number.POSITIVE_INFINITY;
  return limits.abandoned?.aborted ? 0 : Math.max(limits.endsAt - performance.now(), 0);
}

/** Aborts when nobody waits for the active work any more; undefined for work that is done all the same. */
export function abandonment(): AbortSignal | undefined {
  return active.getStore()?.abandoned;
}
