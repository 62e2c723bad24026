import type { EndpointPair, OperationFacts, RequestFacts } from '../../compare/index.ts';
import { mean } from '../../statistics/index.ts';
import type { Comparison } from '../comparison.ts';
import { thresholds } from '../thresholds.ts';
import { climb, type Station } from './climb.ts';
import type { EdgeEvidence, PropagationStep, Via } from './propagation-step.ts';
import { growthOf, type Read, type Suspect, type Way, wayOf } from './way.ts';

const mostTraces = 200;

interface Step extends Omit<PropagationStep, 'evidence'> {
  /** The endpoint whose requests tell of it, and what of them. */
  readonly endpoint: string;
  readonly read: Read;
}

/**
 * The way on which a culprit's doing reached a user: from what was called from outside, where the culprit did most, down to the
 * culprit. A call and its answer are one step. Empty when the culprit shows in none of the requests compared.
 *
 * @param all the degraded window's requests: who sent a message is among them
 */
export function propagationPath(
  suspect: Suspect,
  comparison: Comparison,
  all: readonly RequestFacts[],
): readonly PropagationStep[] {
  const way = wayOf(suspect, comparison);
  if (!way) return [];
  const pairs = new Map(comparison.mix.pairs.map(pair => [pair.endpoint, pair]));
  // A culprit may slow several operations, and each request do only some of them.
  const isConcerned = (request: RequestFacts) => way.culprit(request) > 0 && request.operations.has(way.operationId);
  const concerned = (pairs.get(way.endpoint)?.degraded ?? []).filter(isConcerned);
  const traces = new Set(concerned.slice(0, mostTraces).map(({ traceId }) => traceId));
  const requests = all.filter(({ traceId }) => traces.has(traceId));
  const steps = stepsOf(climb(way.operationId, way.endpoint, requests), way);
  return endingAt(suspect, steps, way, comparison).map(({ endpoint, read, ...step }) => ({
    ...step,
    evidence: evidenceOf(pairs.get(endpoint), read, way),
  }));
}

function stepsOf(stations: readonly Station[], way: Way): readonly Step[] {
  return stations.flatMap((station, index) => {
    const [before, after] = [stations[index - 1], stations[index + 1]];
    if (after && isAnsweredBy(station.facts, after.facts)) return [];
    const via = viaOf(before, station);
    // A call is longer than its answer by the way there and back, and a message by its time in the queue.
    const measured = before && isAnsweredBy(before.facts, station.facts) ? before : station;
    const read = via === 'message' && way.of === 'time' ? latencyNano : way.ofOperation(measured.facts.id);
    const { service, operation } = station.facts;
    return [{ service, operation, via, endpoint: station.endpoint, read }];
  });
}

/** Cut behind the culprit, or with what is missing up to it: the other end of a call, or whom something is shared with. */
function endingAt(
  { service, operation }: Suspect,
  steps: readonly Step[],
  { endpoint, operationId, culprit }: Way,
  { after }: Comparison,
): readonly Step[] {
  const isCulprit = (step: Step) => step.service === service && step.operation === operation;
  const found = steps.findIndex(isCulprit);
  if (found >= 0) return steps.slice(0, found + 1);
  const [last, lastStep] = [after.operations.get(operationId), steps.at(-1)];
  if (!last || !lastStep) return steps;
  const answer = [...after.operations.values()].find(facts => isAnsweredBy(last, facts));
  const end: Step = answer
    ? { ...lastStep, service: answer.service, operation: answer.operation, via: 'call' }
    : lastStep;
  const reached = steps.with(-1, end);
  if (isCulprit(end)) return reached;
  const via = end.service === service ? 'shared' : 'call';
  return [...reached, { service, operation, via, endpoint, read: culprit }];
}

function isAnsweredBy(call: OperationFacts, answer: OperationFacts): boolean {
  const isCall = call.kind === 'client' && answer.kind === 'server';
  return isCall && call.peer === answer.service && call.operation === answer.operation;
}

function viaOf(before: Station | undefined, { facts, endpoint }: Station): Via {
  if (!before) return 'entry';
  if (before.endpoint !== endpoint) return 'message';
  return before.facts.service === facts.service ? 'within' : 'call';
}

function evidenceOf(pair: EndpointPair | undefined, read: Read, { of, added }: Way): EdgeEvidence | undefined {
  if (!pair || growthOf(pair, read) < thresholds.propagation.leastPart * added) return undefined;
  const [before, after] = [mean(pair.baseline.map(read)), mean(pair.degraded.map(read))];
  return of === 'time'
    ? { of, beforeMs: before / 1e6, afterMs: after / 1e6 }
    : { of, beforeRate: before, afterRate: after };
}

function latencyNano(request: RequestFacts): number {
  return request.latencyNano;
}
