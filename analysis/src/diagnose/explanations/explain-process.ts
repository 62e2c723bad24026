import type { KeyDifference, PathKey } from '../../compare/index.ts';
import { type Comparison, perCallMs } from '../comparison.ts';
import type { FaultKind } from '../culprit.ts';
import { thresholds } from '../thresholds.ts';
import { edgeChanges } from './edge-changes.ts';
import { type Explain, type Explanation, inMs, percent } from './explanation.ts';
import {
  collectsGarbage,
  computesNothing,
  cpuIsBusy,
  type LoadChange,
  loadChangeOf,
  loopIsLate,
} from './process-load.ts';

/**
 * A process that cannot keep up: its event loop is blocked, its CPU busy, its memory collected, or it gets no CPU. It shows as queueing
 * before the spans of that service (pre on its in-edges), after the answers it waits for (post on its out-edges), and in
 * its own time. Blamed is the operation whose own time grew most per call: the others merely wait for it.
 */
export const explainProcess: Explain = (change, key, comparison) => {
  const service = serviceThatMayBeBusy(key);
  if (service === undefined) return undefined;
  const load = loadChangeOf(service, comparison);
  const kind = load ? kindOf(service, load, comparison) : kindWithoutMeasurements(service, comparison);
  if (!kind || !mayComeFromProcess(change, key, load)) return undefined;
  return {
    service,
    operation: heaviestOperation(service, comparison) ?? key.operation,
    kind,
    peer: '',
    why: why(service, kind, load),
  };
};

/** The process in which the key's time passes: of an edge before the callee's span it is the callee. */
function serviceThatMayBeBusy(key: PathKey): string | undefined {
  if (key.class === 'edge-pre') return key.peer;
  return key.class === 'pool-wait' || key.class === 'lock-wait' || key.class === 'messaging-wait'
    ? undefined
    : key.service;
}

// A late loop also makes queries and calls look slower, by no more than it is late itself.
function mayComeFromProcess(change: KeyDifference, key: PathKey, load: LoadChange | undefined): boolean {
  if (key.class !== 'db' && key.class !== 'external') return true;
  const { before, after } = perCallMs(change);
  return load !== undefined && after - before <= load.after.delayMs - load.before.delayMs;
}

function kindOf(service: string, load: LoadChange, comparison: Comparison): FaultKind | undefined {
  const [late, busy] = [loopIsLate(load), cpuIsBusy(load)];
  if (!late && !busy && load.after.tellsLoop) return undefined;
  if (late && computesNothing(load)) return 'cpu-starvation';
  if (collectsGarbage(load)) return 'gc-pressure';
  if (!load.after.tellsLoop) return kindWithoutMeasurements(service, comparison);
  return late && queueingPart(service, comparison) >= thresholds.blockedPart ? 'event-loop-block' : 'cpu-hot-loop';
}

/** Which part of a service's slow-down is queueing at its edges rather than its own time. */
function queueingPart(service: string, comparison: Comparison): number {
  let [edges, own] = [0, 0];
  for (const change of comparison.difference.keys) {
    const key = comparison.keyOf(change);
    const isEdge =
      (key.class === 'edge-pre' && key.peer === service) || (key.class === 'edge-post' && key.service === service);
    if (isEdge) edges += Math.max(change.deltaNano, 0);
    else if (key.class === 'self' && key.service === service) own += Math.max(change.deltaNano, 0);
  }
  return edges + own === 0 ? 0 : edges / (edges + own);
}

// On systems that do not measure their processes only the shape is left: all edges in and all edges out. Whether it is the
// process or its host that is short of time, nothing tells.
function kindWithoutMeasurements(service: string, comparison: Comparison): FaultKind | undefined {
  const into = edgeChanges(comparison, 'edge-pre').filter(edge => edge.callee === service);
  const outOf = edgeChanges(comparison, 'edge-post').filter(edge => edge.caller === service);
  const allGrew = into.length > 0 && outOf.length > 0 && [...into, ...outOf].every(edge => edge.grew);
  return allGrew ? 'saturation' : undefined;
}

function heaviestOperation(service: string, comparison: Comparison): string | undefined {
  let [heaviest, mostMs]: [string | undefined, number] = [undefined, 0];
  for (const change of comparison.difference.keys) {
    const key = comparison.keyOf(change);
    if (key.service !== service || key.class !== 'self') continue;
    const { before, after } = perCallMs(change);
    if (after - before <= mostMs) continue;
    mostMs = after - before;
    heaviest = comparison.after.operations.get(key.operationId)?.entry ?? key.operation;
  }
  return heaviest;
}

function why(service: string, kind: FaultKind, load: LoadChange | undefined): Explanation['why'] {
  if (!load) {
    return `Requests wait before ${service} serves them, and answers before it takes them up: its process or its host is short of time. Nothing measures which.`;
  }
  const { before, after } = load;
  const collection = `collection ${inMs(before.gcMs)} to ${inMs(after.gcMs)} per span`;
  if (!after.tellsLoop) return `The process of ${service} collects garbage for longer: ${collection}.`;
  const delay = `event-loop delay ${inMs(before.delayMs)} to ${inMs(after.delayMs)}`;
  const cpu = `CPU ${percent(before.cpuShare)} to ${percent(after.cpuShare)} of the time`;
  if (kind === 'cpu-starvation') {
    return `The process of ${service} is late without computing: ${delay}, ${cpu}. It was stopped, paused or kept from the CPU (a limit, a busy host), or it waits synchronously.`;
  }
  return `The process of ${service} is busier: ${delay}, ${cpu}, ${collection}.`;
}
