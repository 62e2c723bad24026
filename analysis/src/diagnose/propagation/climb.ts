import type { OperationFacts, RequestFacts } from '../../compare/index.ts';

/** An operation on the way, and the endpoint whose requests it belongs to. */
export interface Station {
  readonly facts: OperationFacts;
  readonly endpoint: string;
}

/**
 * The operations from the root of the traces down to one operation, by who called it most often. A message's consumer has its
 * producer for a caller, which belongs to another request of the same trace.
 *
 *     web POST /bookings -> client -> booking POST /bookings -> publish      (one endpoint)
 *                                                               -> mailer process booked -> operation      (another)
 */
export function climb(operationId: string, endpoint: string, requests: readonly RequestFacts[]): readonly Station[] {
  const stations: Station[] = [];
  const seen = new Set<string>();
  let next: Station | undefined = stationOf(operationId, endpoint, requests);
  while (next && !seen.has(next.facts.id)) {
    stations.unshift(next);
    seen.add(next.facts.id);
    const caller = mostFrequentCaller(next.facts.id, next.endpoint, requests, seen);
    next = caller === undefined ? undefined : stationOf(caller, next.endpoint, requests);
  }
  return stations;
}

/** The operation in the same endpoint if it is there, otherwise in another endpoint of the same traces. */
function stationOf(id: string, endpoint: string, requests: readonly RequestFacts[]): Station | undefined {
  let elsewhere: Station | undefined;
  for (const request of requests) {
    const facts = request.operations.get(id);
    if (!facts) continue;
    if (request.endpoint === endpoint) return { facts, endpoint };
    elsewhere ??= { facts, endpoint: request.endpoint };
  }
  return elsewhere;
}

function mostFrequentCaller(
  id: string,
  endpoint: string,
  requests: readonly RequestFacts[],
  seen: ReadonlySet<string>,
): string | undefined {
  const counts = new Map<string, number>();
  for (const request of requests) {
    if (request.endpoint !== endpoint) continue;
    for (const { caller, callee, count } of request.calls.values()) {
      if (callee === id && !seen.has(caller)) counts.set(caller, (counts.get(caller) ?? 0) + count);
    }
  }
  return [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))[0]?.[0];
}
