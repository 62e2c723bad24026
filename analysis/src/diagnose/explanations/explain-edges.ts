import { isBlurred } from '../blurred.ts';
import type { Comparison } from '../comparison.ts';
import { thresholds } from '../thresholds.ts';
import { edgeChanges } from './edge-changes.ts';
import { explainCallWithoutSpan } from './explain-call-without-span.ts';
import type { Explain } from './explanation.ts';
import { loadChangeOf } from './process-load.ts';

/**
 * Time between a client span and its server span, when no process is known to be busy.
 * - pre: the callee's doing (it does not take the request up), unless only one of its callers feels it: then the link's.
 * - post: the caller's doing if at least half of its other out-edges grew too, else the callee's or the link's.
 * Both before and after on one edge, or a callee that is measured and calm: the network.
 */
export const explainEdge: Explain = (_, key, comparison) => {
  if (key.class !== 'edge-pre' && key.class !== 'edge-post') return undefined;
  const [caller, callee] = [key.service, key.peer];
  if (isBlurred(key, comparison)) return explainCallWithoutSpan(key, comparison);
  if (key.class === 'edge-post' && othersGrewToo(caller, callee, comparison)) {
    const why = `Answers reach ${caller} later on most of its calls, so it is slow to take them up.`;
    return { service: caller, operation: key.operation, kind: 'saturation', peer: '', why };
  }
  const kind = isNetwork(caller, callee, comparison) ? 'network' : 'saturation';
  const why =
    kind === 'network'
      ? `Calls from ${caller} to ${callee} spend longer on the way, in which neither process is seen to be busy.`
      : `Requests of ${caller} wait longer before ${callee} takes them up.`;
  return { service: callee, operation: key.peerOperation, kind, peer: kind === 'network' ? caller : '', why };
};

function othersGrewToo(caller: string, callee: string, comparison: Comparison): boolean {
  const others = edgeChanges(comparison, 'edge-post').filter(edge => edge.caller === caller && edge.callee !== callee);
  const grown = others.filter(edge => edge.grew).length;
  return others.length > 0 && grown >= thresholds.edges.halfOfOthers * others.length;
}

function isNetwork(caller: string, callee: string, comparison: Comparison): boolean {
  if (loadChangeOf(callee, comparison)?.after.tellsLoop) return true; // measured, and not found to be busy before
  const before = edgeChanges(comparison, 'edge-pre').filter(edge => edge.callee === callee);
  const grown = before.filter(edge => edge.grew);
  const onlyThisCaller = before.length > 1 && grown.length === 1 && grown[0]?.caller === caller;
  const after = edgeChanges(comparison, 'edge-post').find(edge => edge.caller === caller && edge.callee === callee);
  return onlyThisCaller || (after?.grew ?? false);
}
