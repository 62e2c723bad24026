import { baggageAttributes } from './baggage-attributes.ts';
import { calmLoopProbe } from './calm-loop-probe.ts';
import { diagnosticsAsJson } from './diagnostics-as-json.ts';
import { edgePropagation } from './edge-propagation.ts';
import { edgeSampling } from './edge-sampling.ts';
import { errorTypes } from './error-types.ts';
import { httpRoute } from './http-route.ts';
import { httpSpans } from './http-spans.ts';
import { incomingRequests } from './incoming-requests.ts';
import { leanContextManager } from './lean-context-manager.ts';
import { outsideParty } from './outside-party.ts';
import { poolMetrics } from './pool-metrics.ts';
import { preciseStart } from './precise-start.ts';
import { processLoad } from './process-load.ts';
import { processMetrics } from './process-metrics.ts';
import { querySummary } from './query-summary.ts';
import { unsentAnswers } from './unsent-answers.ts';
import { offeredUntilTaken } from './until-taken.ts';
import { untracedRequests } from './untraced-requests.ts';

/**
 * What this shop changes of the SDK's stock parts. Each stands on its own: take its line away, and traces are still whole. Their
 * order says nothing but for two: the propagators of the edge are put in the place of others, and what wraps all of them comes after.
 */
export const refinements = {
  edgeSampling,
  edgePropagation,
  outsideParty,
  leanContextManager,
  untracedRequests,
  httpSpans,
  httpRoute,
  incomingRequests,
  unsentAnswers,
  querySummary,
  preciseStart,
  baggageAttributes,
  processLoad,
  errorTypes,
  offeredUntilTaken,
  processMetrics,
  poolMetrics,
  calmLoopProbe,
  diagnosticsAsJson,
};
