import type { KeyDifference, PathKey } from '../compare/index.ts';
import type { Comparison } from './comparison.ts';
import { milliseconds, percent } from './explanations/explanation.ts';
import type { Finding } from './findings.ts';

const mostKeys = 3;
const muchMore = 1.2;
const hidesOthers = 'That is more than requests became slower by: other work is faster, or is no longer waited for.';

/** The case against a culprit in plain sentences: why, how much, and where on the critical path. */
export function evidenceOf(finding: Finding, comparison: Comparison): readonly string[] {
  const { baselineLatencyNano, degradedLatencyNano } = comparison.difference;
  const total = degradedLatencyNano - baselineLatencyNano;
  const mean = `${milliseconds(baselineLatencyNano)} to ${milliseconds(degradedLatencyNano)}`;
  const part = total > 0 ? `, ${percent(finding.deltaNano / total)} of the change of the mean latency (${mean})` : '';
  const where = finding.changes
    .filter(change => change.deltaNano > 0.05 * finding.deltaNano)
    .slice(0, mostKeys)
    .map(change => whereSentence(change, comparison.keyOf(change)));
  const added = `It added ${milliseconds(finding.deltaNano)} to each request${part}.`;
  const hidden = finding.deltaNano > muchMore * Math.max(total, 0) ? [hidesOthers] : [];
  return [finding.why, added, ...hidden, ...where];
}

function whereSentence(change: KeyDifference, key: PathKey): string {
  const times = `${milliseconds(change.baselineNano)} to ${milliseconds(change.degradedNano)} per request`;
  const calls = `${change.baselineCalls.toFixed(2)} to ${change.degradedCalls.toFixed(2)} calls`;
  return `${placeOf(key)}: ${times} (${calls}).`;
}

function placeOf(key: PathKey): string {
  switch (key.class) {
    case 'self':
      return `Own time of ${key.operation} in ${key.service}`;
    case 'edge-pre':
      return `Between ${key.service}'s call and the start of ${key.peerOperation} in ${key.peer}`;
    case 'edge-post':
      return `Between the end of ${key.peerOperation} in ${key.peer} and its arrival at ${key.service}`;
    case 'db':
      return `Query ${key.operation} from ${key.service}`;
    case 'external':
      return `Call ${key.operation} from ${key.service}`;
    case 'pool-wait':
      return `Waiting for a connection of ${key.peer} in ${key.service}`;
    case 'lock-wait':
      return `Waiting for the lock ${key.peer} in ${key.service}`;
    case 'messaging-wait':
      return `Waiting in the queue before ${key.operation} of ${key.service}`;
  }
}
