import type { RequestFacts } from '../compare/index.ts';
import { mean } from '../statistics/index.ts';
import type { Comparison } from './comparison.ts';
import type { Exemplar } from './culprit.ts';
import type { Finding } from './findings.ts';
import { findingNano } from './settling.ts';

const mostOfEach = 2;

/** Degraded traces worth opening, by the time that the finding took in them beyond what their endpoint is used to. */
export function exemplarsOf({ mix }: Comparison, finding: Finding): readonly Exemplar[] {
  const took = (request: RequestFacts) => findingNano(request, finding);
  const usual = new Map(mix.pairs.map(({ endpoint, baseline }) => [endpoint, mean(baseline.map(took))]));
  const requests = mix.pairs.flatMap(pair => pair.degraded);
  return chosen(requests, request => took(request) - (usual.get(request.endpoint) ?? 0), took);
}

/** As above for failures, by how often the operation failed in them, or began to. */
export function failedExemplars(
  { mix }: Comparison,
  operationId: string,
  counted: 'failures' | 'originalFailures',
): readonly Exemplar[] {
  const requests = mix.pairs.flatMap(pair => pair.degraded);
  return chosen(requests, request => request.operations.get(operationId)?.[counted] ?? 0);
}

/** As above for requests that ended early, the shortest of them first. */
export function fastestExemplars(requests: readonly RequestFacts[]): readonly Exemplar[] {
  return chosen(requests, request => 1 / request.latencyNano);
}

/**
 * The strongest, which show best what happens, and those in the middle, which show what it is like mostly.
 *
 *     strength   |#################################----------
 *                 ^ extreme      ^ typical         nothing to see
 */
function chosen(
  requests: readonly RequestFacts[],
  strengthOf: (request: RequestFacts) => number,
  culpritNano: (request: RequestFacts) => number = () => 0,
): readonly Exemplar[] {
  const concerned = requests
    .map(request => ({ request, strength: strengthOf(request) }))
    .filter(({ strength }) => strength > 0)
    .sort((a, b) => b.strength - a.strength || (a.request.traceId < b.request.traceId ? -1 : 1));
  const middle = Math.max(Math.floor(concerned.length / 2), mostOfEach);
  const exemplars = (how: Exemplar['how'], from: number) =>
    concerned.slice(from, from + mostOfEach).map(({ request }): Exemplar => {
      const { traceId, endpoint, latencyNano } = request;
      return { how, traceId, endpoint, latencyMs: latencyNano / 1e6, culpritMs: culpritNano(request) / 1e6 };
    });
  return [...exemplars('extreme', 0), ...exemplars('typical', middle)];
}
