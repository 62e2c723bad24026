import { joinId } from '../compare/index.ts';
import type { Blame } from './culprit.ts';

/**
 * Whose doing it is: what is added up, ranked and compared by. A link or a process that is slow is one culprit, whichever of its
 * operations feel it, and links to the same service from different callers are several. Everywhere else the operation tells, and
 * the other party may differ: which of two queries an operation repeats most, say.
 */
export function blameId({ service, operation, kind, peer }: Blame): string {
  return joinId(service, kind === 'network' || kind === 'saturation' ? peer : operation, kind);
}

/** Whether two say the same of the same. */
export function isSameBlame(a: Blame, b: Blame): boolean {
  return blameId(a) === blameId(b);
}
