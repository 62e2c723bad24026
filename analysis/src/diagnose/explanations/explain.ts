import type { KeyDifference } from '../../compare/index.ts';
import type { Comparison } from '../comparison.ts';
import { thresholds } from '../thresholds.ts';
import { explainEdge } from './explain-edges.ts';
import { explainFanOut } from './explain-fan-out.ts';
import { explainLockWait } from './explain-lock-waits.ts';
import { explainBackOff, explainMoreCalls } from './explain-more-calls.ts';
import { explainConnecting, explainLateEntry, explainLateNode } from './explain-node.ts';
import { explainPayload } from './explain-payload.ts';
import { explainProcess } from './explain-process.ts';
import { explainRowLock } from './explain-row-locks.ts';
import { explainSlower } from './explain-slower.ts';
import { explainDeadlock, explainPoolWait } from './explain-waits.ts';
import type { Explain, Explanation } from './explanation.ts';

/** A message that waits because its consumer became slower is the doing of whatever grew most in the consumer. */
const explainQueue: Explain = (change, key, comparison) => {
  if (key.class !== 'messaging-wait') return undefined;
  const inConsumer = comparison.difference.keys.filter(other => {
    const otherKey = comparison.keyOf(other);
    const entry = comparison.after.operations.get(otherKey.operationId)?.entry;
    return otherKey.class !== 'messaging-wait' && otherKey.service === key.service && entry === key.operation;
  });
  const [slowest] = inConsumer.sort((a, b) => b.deltaNano - a.deltaNano);
  const { growth } = thresholds.edges;
  const grew = slowest && slowest.deltaNano > 0 && slowest.degradedNano >= growth * slowest.baselineNano;
  if (!grew) return explainSlower(change, key);
  const cause = explain(slowest, comparison);
  return { ...cause, why: `Messages wait because ${key.service} is slower to process them. ${cause.why}` };
};

/**
 * The order in which explanations are tried; the first that fits is taken. Specific shapes come first, because they imply
 * the general ones: N+1 queries also make a service slower, a blocked loop also makes its queries look slower.
 */
const inOrder: readonly Explain[] = [
  explainDeadlock,
  explainMoreCalls,
  explainBackOff,
  explainFanOut,
  explainPoolWait,
  explainLockWait,
  explainRowLock,
  explainQueue,
  explainPayload,
  explainLateNode,
  explainProcess,
  explainConnecting,
  explainLateEntry,
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
