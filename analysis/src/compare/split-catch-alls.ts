import type { RequestFacts } from './request-facts.ts';
import type { Window } from './window.ts';

/** A step that so large a part of an endpoint's requests takes tells none of them from another. */
const commonPart = 0.95;
/** A name without a route is a proxy's when so large a part of its requests goes on to one route only. */
const onwardPart = 0.95;
const mostParts = 50;

/**
 * Splits each endpoint that stands for all requests by what they do next: one root name hides how the mix of requests
 * changes, and means over it compare logins with look-ups.
 *
 *     door GET /*   ->   door GET /* → users POST /logins,   door GET /* → carts GET /carts
 *
 * The first step counts that not nearly all requests have in common (a check of the session, say). An endpoint is split if its
 * name is a wildcard or a method alone, or if it names no route and each of its requests goes on to one route, as through a
 * proxy. All windows that are compared decide together, so that their parts are the same.
 */
export function catchAllSplitter(...windows: readonly Window[]): (window: Window) => Window {
  const endpoints = new Map<string, RequestFacts[]>();
  for (const request of windows.flatMap(({ requests }) => requests)) {
    if (request.next === undefined) continue;
    const known = endpoints.get(request.endpoint);
    if (known) known.push(request);
    else endpoints.set(request.endpoint, [request]);
  }
  const partOf = new Map<string, (request: RequestFacts) => string | undefined>();
  for (const [endpoint, requests] of endpoints) {
    const part = partsOf(requests);
    if (part) partOf.set(endpoint, part);
  }
  if (partOf.size === 0) return window => window;
  const inPart = (request: RequestFacts): RequestFacts => {
    const step = partOf.get(request.endpoint)?.(request);
    return step === undefined ? request : { ...request, endpoint: `${request.endpoint} → ${step}` };
  };
  return window => ({
    ...window,
    requests: window.requests.map(inPart),
    timelines: window.timelines.map(timeline => ({ ...timeline, request: inPart(timeline.request) })),
  });
}

/** Which step tells an endpoint's requests from each other; undefined when there is nothing to tell. */
function partsOf(requests: readonly RequestFacts[]): ((request: RequestFacts) => string | undefined) | undefined {
  const stepsOf = ({ next }: RequestFacts) => next?.steps ?? [];
  const onward = requests.filter(request => stepsOf(request).length === 1).length;
  if (requests[0]?.next?.breadth === 'no route' && onward < onwardPart * requests.length) return undefined;

  const takers = countOf(requests.flatMap(stepsOf));
  const isCommon = (step: string) => (takers.get(step) ?? 0) >= commonPart * requests.length;
  const told = (request: RequestFacts) => stepsOf(request).find(step => !isCommon(step));
  const parts = countOf(requests.flatMap(request => told(request) ?? []));
  if (parts.size < 2) return undefined;
  const largest = new Set(
    [...parts]
      .sort((a, b) => b[1] - a[1])
      .slice(0, mostParts)
      .map(([step]) => step),
  );
  return request => {
    const step = told(request);
    return step !== undefined && largest.has(step) ? step : undefined;
  };
}

function countOf(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
