import type { RequestFacts } from '../compare/index.ts';
import { mean } from '../statistics/index.ts';
import type { Comparison } from './comparison.ts';
import type { Exemplar } from './culprit.ts';
import type { Finding } from './findings.ts';
import { findingNano } from './settling.ts';

const mostExemplars = 3;

/** Degraded traces worth opening: those in which the finding took most time beyond what their endpoint is used to. */
export function exemplarsOf({ mix }: Comparison, finding: Finding): readonly Exemplar[] {
  const took = (request: RequestFacts) => findingNano(request, finding);
  const usual = new Map(mix.pairs.map(({ endpoint, baseline }) => [endpoint, mean(baseline.map(took))]));
  const requests = mix.pairs.flatMap(pair => pair.degraded);
  return strongest(requests, request => took(request) - (usual.get(request.endpoint) ?? 0)).map(request =>
    exemplarOf(request, took(request)),
  );
}

/** As above for failures: those in which the operation failed most often. */
export function failedExemplars({ mix }: Comparison, operationId: string): readonly Exemplar[] {
  const requests = mix.pairs.flatMap(pair => pair.degraded);
  return strongest(requests, request => request.operations.get(operationId)?.originalFailures ?? 0).map(request =>
    exemplarOf(request, 0),
  );
}

/** As above for requests that ended early: the shortest of them. */
export function fastestExemplars(requests: readonly RequestFacts[]): readonly Exemplar[] {
  return strongest(requests, request => 1 / request.latencyNano).map(request => exemplarOf(request, 0));
}

function exemplarOf({ traceId, endpoint, latencyNano }: RequestFacts, culpritNano: number): Exemplar {
  return { traceId, endpoint, latencyMs: latencyNano / 1e6, culpritMs: culpritNano / 1e6 };
}

function strongest(requests: readonly RequestFacts[], strength: (request: RequestFacts) => number): RequestFacts[] {
  return requests
    .map(request => ({ request, strength: strength(request) }))
    .filter(candidate => candidate.strength > 0)
    .sort((a, b) => b.strength - a.strength || (a.request.traceId < b.request.traceId ? -1 : 1))
    .slice(0, mostExemplars)
    .map(({ request }) => request);
}
