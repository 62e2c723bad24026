import type { Comparison } from '../comparison.ts';
import type { Culprit, FaultKind } from '../culprit.ts';
import { isSameBlame } from '../same-blame.ts';
import { thresholds } from '../thresholds.ts';
import { percent } from './explanation.ts';
import { lockHolders } from './lock-holders.ts';
import { loadChangeOf } from './process-load.ts';

/** What a rule looks at: the culprit, and the candidate behind it. */
interface Question {
  readonly culprit: Culprit;
  readonly next: Culprit | undefined;
  readonly comparison: Comparison;
}

type Rule = (question: Question) => string | undefined;

/** Kinds that a process, its host and the way to it can be mistaken for. */
const aboutProcesses: ReadonlySet<FaultKind> = new Set(['saturation', 'network', 'self-time']);
const errorOf5thPercentile = 1.645;
const mostUsefulFactor = 50;

/** Nothing in the traces names the holder of a lock: then that alone says what is wrong. */
const holder: Rule = ({ culprit: { kind, service, peer }, comparison }) => {
  if (kind !== 'lock-contention') return undefined;
  const [first] = lockHolders(comparison, service, peer);
  return first?.operation === ''
    ? `Who holds ${peer} while requests wait: no span names the holder, the database knows (in PostgreSQL, pg_blocking_pids).`
    : undefined;
};

/** A peer without spans: what it does and the way to it are one. */
const silentPeer: Rule = ({ culprit: { kind, service, peer }, comparison }) => {
  if (peer === '' || (kind !== 'slow-dependency' && kind !== 'error' && kind !== 'timeout')) return undefined;
  const speaks = [...comparison.after.operations.values()].some(facts => facts.service === peer);
  return speaks
    ? undefined
    : `Spans or figures of ${peer}: it sends none to where these traces come from, so its work and the way from ${service} to it look alike.`;
};

const processLoad: Rule = ({ culprit: { kind, service }, comparison }) => {
  if (!aboutProcesses.has(kind) || loadChangeOf(service, comparison)?.after.tellsLoop) return undefined;
  return `Event-loop delay and CPU time on the server spans of ${service}: without them its own work, a process that gets no time and a slow way to it look alike.`;
};

/** What failed without a status, or was spared. */
const statusOrLogs: Rule = ({ culprit: { kind, service, operation }, comparison }) => {
  if (kind !== 'error') return undefined;
  const failed = [...comparison.after.operations.values()].some(
    facts =>
      (facts.service === service || facts.peer === service) && facts.operation === operation && facts.failures > 0,
  );
  return failed
    ? undefined
    : `The logs of ${service} for the traces below, or a status on its spans: nothing says whether it failed.`;
};

/** How many requests would make the least slow-down large enough, if it is one that more requests can make sure. */
const requests: Rule = ({ culprit: { confidence, slowDownMs, leastSlowDownMs }, comparison }) => {
  const { mix, difference } = comparison;
  const neededMs = (thresholds.high.leastShare * difference.baselineLatencyNano) / 1e6;
  if (confidence === 'high' || slowDownMs === 0 || leastSlowDownMs > neededMs) return undefined;
  const sure = percent(Math.max(leastSlowDownMs * 1e6, 0) / difference.baselineLatencyNano);
  const small = `Only ${sure} of the latency is sure to be its doing; high confidence needs ${percent(thresholds.high.leastShare)}.`;
  if (slowDownMs <= neededMs) return small;
  const standardErrorMs = (slowDownMs - leastSlowDownMs) / errorOf5thPercentile;
  const factor = ((errorOf5thPercentile * standardErrorMs) / (slowDownMs - neededMs)) ** 2;
  if (factor > mostUsefulFactor) return small;
  const fewest = Math.min(count(mix.pairs, 'baseline'), count(mix.pairs, 'degraded'));
  return `More requests: about ${Math.ceil((factor * fewest) / 100) * 100} in each window would do, there are ${fewest}.`;
};

/** A second that is nearly as large. */
const rival: Rule = ({ culprit: { confidence, slowDownMs }, next }) => {
  if (confidence === 'high' || !next || slowDownMs === 0) return undefined;
  if (slowDownMs >= thresholds.high.timesSecond * next.slowDownMs) return undefined;
  const { kind, operation, service } = next;
  return `Which comes first: ${kind} of ${operation} in ${service} added nearly as much. Cure one of them and compare again.`;
};

const nearerBaseline: Rule = ({ comparison: { baseline, degraded } }) => {
  const apartMs = degraded.fromUnixMs - baseline.toUnixMs;
  return apartMs < thresholds.distance.leastApartMs
    ? undefined
    : 'A baseline from shortly before it became slow, or a second one: give --baseline twice.';
};

const inOrder: readonly Rule[] = [holder, silentPeer, statusOrLogs, processLoad, requests, rival, nearerBaseline];

/**
 * What is missing to be surer of who is named first, or of the first candidate where nobody is. The first sentence is the one
 * thing that would decide most; none when nothing is missing.
 */
export function missingEvidence(
  named: readonly Culprit[],
  candidates: readonly Culprit[],
  comparison: Comparison,
): readonly string[] {
  const { baselineLatencyNano, degradedLatencyNano } = comparison.difference;
  const isSlower = degradedLatencyNano > (1 + thresholds.medium.leastShare) * baselineLatencyNano;
  const culprit = named[0] ?? (isSlower ? candidates[0] : undefined);
  if (!culprit) return [];
  const next = candidates.find(other => !isSameBlame(other, culprit) && other.slowDownMs > 0);
  return inOrder.flatMap(rule => rule({ culprit, next, comparison }) ?? []);
}

function count(pairs: Comparison['mix']['pairs'], side: 'baseline' | 'degraded'): number {
  return pairs.reduce((sum, pair) => sum + pair[side].length, 0);
}
