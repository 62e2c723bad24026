import type { Trace } from '../model/index.ts';
import { checkBaggage } from './check-baggage.ts';
import { checkCalls } from './check-calls.ts';
import { checkIdentity } from './check-identity.ts';
import { checkKinds } from './check-kinds.ts';
import { checkRoots } from './check-roots.ts';
import { checkTimes } from './check-times.ts';
import type { Defect } from './defect.ts';
import type { Expectations } from './expectations.ts';

const noExpectations: Expectations = {};

/** Every defect of one trace, in the order of the checks. Empty means whole. The trace is left as it was. */
export function auditTrace(trace: Trace, expectations: Expectations = noExpectations): readonly Defect[] {
  if (trace.spans.length === 0) return [];
  return [
    ...checkRoots(trace, expectations),
    ...checkIdentity(trace),
    ...checkTimes(trace, expectations),
    ...checkKinds(trace),
    ...checkCalls(trace),
    ...checkBaggage(trace, expectations),
    ...checkServices(trace, expectations),
  ];
}

function checkServices(trace: Trace, expectations: Expectations): readonly Defect[] {
  const present = new Set(trace.spans.map(span => span.service));
  const missing = (expectations.services ?? []).filter(service => !present.has(service));
  return missing.map(service => ({
    class: 'service-missing',
    traceId: trace.traceId,
    spanId: undefined,
    service,
    operation: undefined,
    sentence: `The service ${service} has no span in the trace.`,
  }));
}
