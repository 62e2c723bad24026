import type { Blame } from './culprit.ts';

/** Whether two say the same of the same. */
export function isSameBlame(a: Blame, b: Blame): boolean {
  return a.service === b.service && a.operation === b.operation && a.kind === b.kind;
}
