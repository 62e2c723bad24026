import type { PathKey } from '../../compare/index.ts';
import type { Comparison } from '../comparison.ts';
import { edgeChanges } from './edge-changes.ts';
import type { Explanation } from './explanation.ts';

/**
 * A call without a span of its own, so that the caller's work and the way of the call are one. Longer on both sides of the
 * callee's span: the way, since work is done before a call or after it. Longer on one side only: the caller's own work, unless
 * another callee of the same caller is the one that became longer on both; the time between two of them is halved.
 *
 *     front   |-------|-------------|---|     longer before cart and after it: the way to cart, a half of which
 *     cart             |----|                 was taken for the way to stock
 *     stock                       |--|
 */
export function explainCallWithoutSpan(key: PathKey, comparison: Comparison): Explanation {
  const { service, operation, peer } = key;
  const surrounded = calleesWithBothSides(service, comparison);
  const far = surrounded.includes(peer) ? peer : surrounded.length === 1 ? surrounded[0] : undefined;
  const callee = far === undefined ? undefined : callTo(far, key, comparison);
  if (callee) {
    const why = `Time both before and after ${callee.peerOperation} of ${callee.peer} grew in ${service}: the way between them. The call has no span of its own that would prove it.`;
    return { service: callee.peer, operation: callee.peerOperation, kind: 'network', peer: service, why };
  }
  const why = `${operation} of ${service} takes longer beside its call to ${peer}, on one side of it only. The call has no span of its own, so it may be the way too.`;
  return { service, operation, kind: 'self-time', peer: '', why };
}

function calleesWithBothSides(service: string, comparison: Comparison): readonly string[] {
  const grown = (edge: 'edge-pre' | 'edge-post') =>
    edgeChanges(comparison, edge)
      .filter(({ caller, grew }) => caller === service && grew)
      .map(({ callee }) => callee);
  const after = grown('edge-post');
  return grown('edge-pre').filter(callee => after.includes(callee));
}

/** The key itself where it leads there, otherwise the call of the same caller whose time grew most. */
function callTo(peer: string, key: PathKey, comparison: Comparison): PathKey | undefined {
  if (key.peer === peer) return key;
  const isCall = (other: PathKey) =>
    (other.class === 'edge-pre' || other.class === 'edge-post') && other.service === key.service && other.peer === peer;
  return comparison.difference.keys.map(comparison.keyOf).find(isCall);
}
