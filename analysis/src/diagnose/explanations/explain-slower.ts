import type { KeyDifference, PathKey } from '../../compare/index.ts';
import { perCallMs } from '../comparison.ts';
import type { Explanation } from './explanation.ts';
import { inMs } from './explanation.ts';

/** What remains: the thing itself takes longer. Explains every key. */
export const explainSlower = (change: KeyDifference, key: PathKey): Explanation => {
  const { before, after } = perCallMs(change);
  const calls = `${change.baselineCalls.toFixed(2)} to ${change.degradedCalls.toFixed(2)} calls per request`;
  const why =
    change.baselineCalls === 0
      ? `${labelOf(key)} was not on the critical path before and takes ${inMs(after)} (${change.degradedCalls.toFixed(2)} calls per request).`
      : `${labelOf(key)} takes ${inMs(after)} instead of ${inMs(before)} (${calls} on the critical path).`;
  return { service: key.service, operation: key.operation, kind: kindOf(key), peer: key.peer, why };
};

function kindOf(key: PathKey): Explanation['kind'] {
  switch (key.class) {
    case 'db':
      return 'slow-query';
    case 'external':
      return 'slow-dependency';
    case 'pool-wait':
      return 'pool-exhaustion';
    case 'lock-wait':
      return 'lock-contention';
    case 'messaging-wait':
      return 'queue-backlog';
    case 'edge-pre':
    case 'edge-post':
      return 'network';
    case 'self':
      return 'self-time';
  }
}

function labelOf(key: PathKey): string {
  switch (key.class) {
    case 'db':
      return `The query ${key.operation} of ${key.service}`;
    case 'external':
      return `The call ${key.operation} of ${key.service}`;
    case 'messaging-wait':
      return `Waiting in the queue before ${key.operation} of ${key.service}`;
    default:
      return `${key.operation} of ${key.service} (${key.class})`;
  }
}
