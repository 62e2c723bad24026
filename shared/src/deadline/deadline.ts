import { AsyncLocalStorage } from 'node:async_hooks';

const deadlines = new AsyncLocalStorage<number>();

/** Runs work, and all that it starts, under a deadline in milliseconds from now. It replaces the active one. */
export function runWithDeadline<T>(timeoutMs: number, work: () => T): T {
  return deadlines.run(performance.now() + timeoutMs, work);
}

/** Milliseconds left to the active deadline, 0 when it has passed; Infinity where none is set. */
export function remainingMs(): number {
  const deadline = deadlines.getStore();
  return deadline === undefined ? Number.POSITIVE_INFINITY : Math.max(deadline - performance.now(), 0);
}
