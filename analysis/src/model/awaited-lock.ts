import { firstText } from './attributes.ts';
import { lockWaitedFor, names, namesLock } from './conventions.ts';
import type { Trace } from './trace.ts';

/** A span's name that says that nothing is done in it but waiting: what merely has "lock" in it may be what the lock is for. */
const saysWait = /\b(wait|await|acquir)/i;

/**
 * The lock that a span waits for: one that says so, and a statement below one, which is how a database is asked to wait.
 *
 *     wait for stock lock   |----------------------------|     lock.name
 *     SELECT ... FOR UPDATE    |-------------------------|     no slow query: it waits for the same lock
 */
export function awaitedLock({ spans, tree }: Trace, position: number): string | undefined {
  const span = spans[position];
  const parent = spans[tree.parents[position] as number];
  if (!span) return undefined;
  const own = lockWaitedFor(span);
  if (own !== undefined || !parent || parent.service !== span.service) return own;
  if (firstText(span.attributes, names.database) === undefined) return undefined;
  return namesLock(parent) || saysWait.test(parent.name) ? lockWaitedFor(parent) : undefined;
}
