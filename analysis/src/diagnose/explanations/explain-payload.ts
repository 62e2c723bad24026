import type { OperationFacts, PathKey } from '../../compare/index.ts';
import type { Comparison } from '../comparison.ts';
import { thresholds } from '../thresholds.ts';
import type { Explain } from './explanation.ts';

/** Much larger messages: the time to make, send and read them is blamed on the operation that they belong to. */
export const explainPayload: Explain = (_, key, comparison) => {
  const operation = operationBehind(key, comparison);
  if (!operation) return undefined;
  const [was, is] = [bytesPerCall(operation, comparison.before), bytesPerCall(operation, comparison.after)];
  const { growth, leastBytes } = thresholds.payload;
  if (is < growth * was || is - was < leastBytes) return undefined;
  const why = `${operation.name} of ${operation.service} moves ${Math.round(is / 1000)} kB per call instead of ${Math.round(was / 1000)} kB.`;
  return { service: operation.service, operation: operation.name, kind: 'large-payload', peer: '', why };
};

interface Named {
  readonly service: string;
  readonly name: string;
}

/** The operation which the key's time serves: an edge's callee, otherwise the one its service was entered by. */
function operationBehind(key: PathKey, { before, after }: Comparison): Named | undefined {
  if (key.class === 'edge-pre' || key.class === 'edge-post') return { service: key.peer, name: key.peerOperation };
  const facts = after.operations.get(key.operationId) ?? before.operations.get(key.operationId);
  return facts && { service: facts.service, name: facts.entry };
}

// Sizes stand on client spans, on server spans or on both: the larger side is taken, so that nothing counts twice.
function bytesPerCall({ service, name }: Named, totals: Comparison['before']): number {
  let [largest] = [0];
  for (const facts of totals.operations.values()) {
    if (facts.operation === name && concerns(facts, service) && facts.count > 0) {
      largest = Math.max(largest, facts.bytes / facts.count);
    }
  }
  return largest;
}

function concerns(facts: OperationFacts, service: string): boolean {
  return facts.kind === 'client' ? facts.peer === service : facts.kind === 'server' && facts.service === service;
}
