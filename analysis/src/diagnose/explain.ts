import type { KeyDifference } from '../compare/index.ts';
import type { Comparison } from './comparison.ts';
import { explainEdge } from './explain-edges.ts';
import { explainFanOut } from './explain-fan-out.ts';
import { explainMoreCalls } from './explain-more-calls.ts';
import { explainPayload } from './explain-payload.ts';
import { explainProcess } from './explain-process.ts';
import { explainQueue, explainSlower } from './explain-slower.ts';
import { explainDeadlock, explainLockWait, explainPoolWait } from './explain-waits.ts';
import type { Explain, Explanation } from './explanation.ts';

/**
 * The order in which explanations are tried; the first that fits is taken. Specific shapes come first, because they imply
 * the general ones: N+1 queries also make a service slower, a blocked loop also makes its queries look slower.
 */
const inOrder: readonly Explain[] = [
  explainDeadlock,
  explainMoreCalls,
  explainFanOut,
  explainPoolWait,
  explainLockWait,
  explainQueue,
  explainPayload,
  explainProcess,
  explainEdge,
];

/** Who is to blame for the change of one key on the critical path. Every key gets exactly one explanation. */
export function explain(change: KeyDifference, comparison: Comparison): Explanation {
  const key = comparison.keyOf(change);
  for (const attempt of inOrder) {
    const explanation = attempt(change, key, comparison);
    if (explanation) return explanation;
  }
  return explainSlower(change, key);
}
