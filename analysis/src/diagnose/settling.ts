import type { RequestFacts } from '../compare/index.ts';
import type { Comparison } from './comparison.ts';
import type { Finding } from './findings.ts';
import { thresholds } from './thresholds.ts';

/**
 * Whether a slow-down is still there after the beginning of the degraded window. Processes that have just started are
 * slow for a while, and caches cold; that is no fault.
 *
 *     degraded window  |#####|...............|     slow at the start only: no
 *                      |#####################|     yes
 *                      |.......##############|     yes
 *                       skipped
 */
export function lastsBeyondStart({ mix, degraded }: Comparison, finding: Finding): boolean {
  const { skippedPart, leastPart } = thresholds.settling;
  const fromMs = degraded.fromUnixMs + skippedPart * (degraded.toUnixMs - degraded.fromUnixMs);
  let [laterNano, weight] = [0, 0];
  for (const pair of mix.pairs) {
    const later = pair.degraded.filter(request => request.startUnixMs >= fromMs);
    if (later.length === 0) continue;
    weight += pair.weight;
    laterNano += pair.weight * (meanOf(later, finding) - meanOf(pair.baseline, finding));
  }
  return weight > 0 && laterNano / weight >= leastPart * finding.deltaNano;
}

function meanOf(requests: readonly RequestFacts[], finding: Finding): number {
  let sum = 0;
  for (const request of requests) sum += findingNano(request, finding);
  return sum / requests.length;
}

/** The time of a request that a finding is about. */
export function findingNano(request: RequestFacts, finding: Pick<Finding, 'keyIds'>): number {
  let nano = 0;
  for (const [keyId, share] of request.path) if (finding.keyIds.has(keyId)) nano += share.nano;
  return nano;
}
