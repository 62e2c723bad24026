import type { RequestFacts } from './request-facts.ts';
import type { Window } from './window.ts';

/** A step that so large a part of an endpoint's requests takes tells none of them from another. */
const commonPart = 0.95;
/** A name without a route is a proxy's when so large a part of its requests goes on to one route only. */
const onwardPart = 0.95;
const mostParts = 50;
/** A part that the other window lacks is one that it would have had: so large, and so many requests expected of it there. */
const lost = { part: 0.02, leastExpected: 5 } as const;
/** So many failed requests in a part that the other window lacks are an outage, however rare they are. */
const leastFailed = 10;

/**
 * Splits each endpoint that stands for all requests by what they do next: one root name hides how the mix of requests
 * changes, and means over it compare logins with look-ups.
 *
 *     door GET /*   ->   door GET /* → users POST /logins,   door GET /* → carts GET /carts
 *
 * The first step counts that not nearly all requests have in common (a check of the session, say). An endpoint is split if its
 * name is a wildcard or a method alone, or if it names no route and each of its requests goes on to one route, as through a
 * proxy. All windows that are compared decide together, so that their parts are the same.
 *
 * Parts that only one window has cannot be compared. Where that is no chance (requests that fail at the door go nowhere), the
 * endpoint is left whole, so that what became of them is seen.
 */
export function catchAllSplitter(...windows: readonly Window[]): (window: Window) => Window {
  const groups = windows.map(({ requests }) =>
    Map.groupBy(
      requests.filter(({ next }) => next !== undefined),
      ({ endpoint }) => endpoint,
    ),
  );
  const partOf = new Map<string, PartOf>();
  for (const endpoint of new Set(groups.flatMap(group => [...group.keys()]))) {
    const sides = groups.map(group => group.get(endpoint) ?? []);
    const part = partsOf(sides.flat());
    if (part && !losesRequests(sides, part)) partOf.set(endpoint, part);
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

/** The step that tells a request from others; undefined for those that take none, or a rare one. */
type PartOf = (request: RequestFacts) => string | undefined;

/** Which step tells an endpoint's requests from each other; undefined when there is nothing to tell. */
function partsOf(requests: readonly RequestFacts[]): PartOf | undefined {
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

/** Whether more requests than chance explains would land in a part that another window lacks; windows without any do not count. */
function losesRequests(sides: readonly (readonly RequestFacts[])[], partOf: PartOf): boolean {
  const windows = sides
    .filter(requests => requests.length > 0)
    .map(requests => ({ count: requests.length, parts: Map.groupBy(requests, partOf) }));
  return windows.some(({ count, parts }) =>
    [...parts].some(([part, requests]) => {
      const share = requests.length / count;
      const failed = requests.filter(request => request.failed).length;
      const isMissed = (expected: number) => share > lost.part && expected >= lost.leastExpected;
      return windows.some(other => !other.parts.has(part) && (failed >= leastFailed || isMissed(share * other.count)));
    }),
  );
}

function countOf(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
