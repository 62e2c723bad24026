import { type Trace, topmostSpans } from '../model/index.ts';
import { auditTrace } from './audit-trace.ts';
import type { Defect, DefectClass } from './defect.ts';
import type { Expectations } from './expectations.ts';
import { type DefectPlace, tallyPlaces } from './places.ts';
import { auditWindow } from './window/audit-window.ts';

export interface RunAudit {
  readonly traces: number;
  readonly spans: number;
  /** Traces with at least one defect other than a parent lost with a known kill. */
  readonly tracesWithDefects: number;
  /** The first 10,000; all are counted. */
  readonly defects: readonly Defect[];
  readonly countByClass: Readonly<Partial<Record<DefectClass, number>>>;
  /** Service, operation and class of what is wrong, the most likely cause first. */
  readonly places: readonly DefectPlace[];
  /** Spans known to be missing, because another span names them as its parent: a lower bound of the real loss. */
  readonly spansMissing: number;
  /** Missing over missing plus present, 0 to 1. */
  readonly lossRate: number;
  /** Traces that were announced and of which not one span arrived. */
  readonly tracesMissing: readonly string[];
}

/** Audits traces as they come; a trace can be let go as soon as `add` returns. */
export interface Auditor {
  add(trace: Trace): void;
  /** @param announced ids of traces which must be there (the ones a load generator was told), if known. */
  finish(announced?: readonly string[]): RunAudit;
}

const mostDefectsKept = 10_000;

export function createAuditor(expectations: Expectations = {}): Auditor {
  const defects: Defect[] = [];
  const seen = new Set<string>();
  const defective = new Set<string>();
  const countByClass: Partial<Record<DefectClass, number>> = {};
  const tally = tallyPlaces();
  const window = auditWindow(expectations);
  let [spans, spansMissing] = [0, 0];
  function note(found: readonly Defect[]): void {
    for (const defect of found) {
      if (defects.length < mostDefectsKept) defects.push(defect);
      countByClass[defect.class] = (countByClass[defect.class] ?? 0) + 1;
      if (defect.class !== 'parent-lost-with-process') defective.add(defect.traceId);
      tally.add(defect);
    }
  }
  return {
    add(trace) {
      note(window.add(trace, auditTrace(trace, expectations)));
      seen.add(trace.traceId);
      spans += trace.spans.length;
      spansMissing += absentParents(trace);
    },
    finish(announced = []) {
      note(window.finish());
      const lossRate = spansMissing === 0 ? 0 : spansMissing / (spansMissing + spans);
      const tracesMissing = announced.filter(traceId => !seen.has(traceId));
      return {
        traces: seen.size,
        spans,
        tracesWithDefects: defective.size,
        defects,
        countByClass,
        places: tally.places(),
        spansMissing,
        lossRate,
        tracesMissing,
      };
    },
  };
}

/** All traces of a run at once. */
export function auditRun(
  traces: Iterable<Trace>,
  expectations: Expectations = {},
  announced: readonly string[] = [],
): RunAudit {
  const auditor = createAuditor(expectations);
  for (const trace of traces) auditor.add(trace);
  return auditor.finish(announced);
}

function absentParents(trace: Trace): number {
  const orphans = topmostSpans(trace).filter(top => top.how === 'orphan');
  return new Set(orphans.map(orphan => trace.spans[orphan.position]?.parentId)).size;
}
