import type { Trace } from '../../model/index.ts';
import { operationOf } from '../../model/index.ts';
import type { Defect } from '../defect.ts';
import { defaultLossWindowMs, defaultSkewMs, type Expectations } from '../expectations.ts';
import { beginningOf, holeOf, type Interval, intervalOf, isWithin, type MadeCall, madeCalls } from './made-calls.ts';
import { mostKept } from './window-check.ts';

/** As a check of a window, but it may keep defects of a trace back which the window as a whole explains better. */
export interface UnseenAnswersCheck {
  /** @returns those of the trace's defects that stand whatever follows */
  add(trace: Trace, found: readonly Defect[]): readonly Defect[];
  finish(): readonly Defect[];
}

interface CallsOfOneKind {
  /** Who answers, where that was seen. */
  seenAt?: { service: string; operation: string };
  unanswered: MadeCall[];
}

/** A trace that begins with a SERVER span. */
interface Beginning extends Interval {
  operation: string;
  defect: Defect;
}

/** Orphans of a trace, with when they start, and the calls in it that nobody answered. */
interface Broken {
  orphans: readonly { defect: Defect; atMs: number }[];
  unanswered: readonly MadeCall[];
}

/**
 * Calls that were answered by somebody who has no span for it. Why is told by the window:
 *
 *     CLIENT   |-----------|       a trace that begins with the SERVER span meanwhile: the context was lost between them
 *     CLIENT   |-----------|       in other traces the SERVER span is there: the service did not keep to its caller's decision
 *     CLIENT   |-----------|       the service is nowhere in the window, and what begins meanwhile names parents that nobody
 *       orphan     |---|           has: it passes the context on, and exports nothing
 *
 * Whoever is never seen and leaves nobody behind is an outside party, and no defect.
 */
export function checkUnseenAnswers({ kills = [], skewMs = defaultSkewMs }: Expectations): UnseenAnswersCheck {
  const services = new Set<string>();
  const kinds = new Map<string, CallsOfOneKind>();
  const beginnings = new Map<string, Beginning[]>();
  const broken: Broken[] = [];
  let kept = 0;

  function addCalls(trace: Trace): MadeCall[] {
    const unanswered: MadeCall[] = [];
    for (const call of madeCalls(trace)) {
      const key = JSON.stringify([call.caller, call.operation, call.peer]);
      const kind: CallsOfOneKind = kinds.get(key) ?? { unanswered: [] };
      kinds.set(key, kind);
      const { answeredBy } = call;
      if (answeredBy) {
        kind.seenAt ??= { service: answeredBy.service, operation: operationOf(answeredBy) };
        continue;
      }
      unanswered.push(call);
      if (kept < mostKept) kind.unanswered.push(call);
      kept += 1;
    }
    return unanswered;
  }

  function addBeginnings(trace: Trace): void {
    for (const span of trace.spans) {
      if (span.kind !== 'server' || span.parentId !== undefined) continue;
      const ofService = beginnings.get(span.service) ?? [];
      beginnings.set(span.service, ofService);
      if (ofService.length >= mostKept) continue;
      const defect = beginningOf(trace, span);
      ofService.push({ operation: operationOf(span), ...intervalOf(trace, span), defect });
    }
  }

  /** The trace that begins where a call should have been answered; each explains one call. */
  function beginningWithin(call: MadeCall, service: string, operation: string): Beginning | undefined {
    const ofService = beginnings.get(service) ?? [];
    const index = ofService.findIndex(one => isNamed(one.operation, operation) && isWithin(one, call, skewMs));
    return index < 0 ? undefined : ofService.splice(index, 1)[0];
  }

  function defectsOf({ seenAt, unanswered }: CallsOfOneKind): readonly Defect[] {
    return unanswered.flatMap(call => {
      const { service, operation } = seenAt ?? { service: call.peer, operation: call.operation };
      const beginning = beginningWithin(call, service, operation);
      if (beginning) return [beginning.defect];
      const isKilled = kills.some(
        kill =>
          kill.service === service && Math.abs(kill.atUnixMs - call.toMs) <= (kill.lossWindowMs ?? defaultLossWindowMs),
      );
      return seenAt && !isKilled ? [holeOf(call, service, operation)] : [];
    });
  }

  return {
    add(trace, found) {
      for (const { service } of trace.spans) services.add(service);
      addBeginnings(trace);
      const unanswered = addCalls(trace).filter(({ peer }) => !services.has(peer));
      if (unanswered.length === 0 || broken.length >= mostKept) return found;
      const orphans = receivingOrphans(trace, found);
      if (orphans.length > 0) broken.push({ orphans, unanswered });
      const waiting = new Set(orphans.map(({ defect }) => defect));
      return found.filter(defect => !waiting.has(defect));
    },
    finish: () => [
      ...[...kinds.values()].flatMap(defectsOf),
      ...broken.flatMap(({ orphans, unanswered }) => {
        const silent = unanswered.filter(({ peer }) => !services.has(peer));
        return orphans.map(({ defect, atMs }) => silentBefore(silent, atMs, defect) ?? defect);
      }),
    ],
  };
}

/** A call may be known by its method alone. */
function isNamed(operation: string, by: string): boolean {
  return operation === by || operation.startsWith(`${by} `);
}

/** Orphans that somebody else has called, or sent a message. */
function receivingOrphans(trace: Trace, found: readonly Defect[]): Broken['orphans'] {
  return found.flatMap(defect => {
    if (defect.class !== 'orphan') return [];
    const span = trace.spans.find(({ spanId }) => spanId === defect.spanId);
    if (span?.kind !== 'server' && span?.kind !== 'consumer') return [];
    return [{ defect, atMs: intervalOf(trace, span).fromMs }];
  });
}

/** The innermost call during which the orphan began, or else the first one, which may have left a message behind. */
function silentBefore(silent: readonly MadeCall[], atMs: number, orphan: Defect): Defect | undefined {
  const call = silent.findLast(({ fromMs, toMs }) => fromMs <= atMs && atMs <= toMs) ?? silent[0];
  if (!call) return undefined;
  const { peer: service, operation, sentence, traceId, spanId } = call;
  const names = `${sentence} was answered by ${service}, which has no span in any trace, and "${orphan.operation}" (${orphan.service}) names a parent that nobody has.`;
  return { class: 'silent-service', traceId, spanId, service, operation, sentence: names };
}
