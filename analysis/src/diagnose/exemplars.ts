import type { RequestFacts } from '../compare/index.ts';
import type { Comparison } from './comparison.ts';
import type { Exemplar } from './culprit.ts';
import type { Finding } from './findings.ts';
import { findingNano } from './settling.ts';

const MOST = 3;

/** Degraded traces worth opening: those in which the finding took most time. */
export function exemplarsOf({ mix }: Comparison, finding: Finding): readonly Exemplar[] {
  const requests = mix.pairs.flatMap(pair => pair.degraded);
  return strongest(requests, request => findingNano(request, finding));
}

/** As above for failures: those in which the operation failed most often. */
export function failedExemplars({ mix }: Comparison, operationId: string): readonly Exemplar[] {
  const requests = mix.pairs.flatMap(pair => pair.degraded);
  return strongest(requests, request => request.operations.get(operationId)?.originalFailures ?? 0).map(exemplar => ({
    ...exemplar,
    culpritMs: 0,
  }));
}

function strongest(requests: readonly RequestFacts[], strength: (request: RequestFacts) => number): Exemplar[] {
  return requests
    .map(request => ({ request, strength: strength(request) }))
    .filter(candidate => candidate.strength > 0)
    .sort((a, b) => b.strength - a.strength || (a.request.traceId < b.request.traceId ? -1 : 1))
    .slice(0, MOST)
    .map(candidate => ({
      traceId: candidate.request.traceId,
      endpoint: candidate.request.endpoint,
      latencyMs: candidate.request.latencyNano / 1e6,
      culpritMs: candidate.strength / 1e6,
    }));
}
