import { type Trace, withInferredKinds } from '../model/index.ts';
import { createRandom } from '../statistics/index.ts';
import { observeTrace } from './observe-trace.ts';
import type { PathKey } from './path-key.ts';
import type { RequestFacts } from './request-facts.ts';
import type { Timeline } from './timeline.ts';
import { createTimelineSample } from './timeline-sample.ts';

/** The requests of a stretch of time, as facts: what comparison and diagnosis work on. */
export interface Window {
  readonly requests: readonly RequestFacts[];
  readonly keys: ReadonlyMap<string, PathKey>;
  readonly traces: number;
  readonly spans: number;
  /** Spans that did not say their kind, so that it was told by the spans around them: see `withInferredKinds`. */
  readonly inferredKinds: number;
  /** How many requests there were for each that was kept: 1, or more when there were too many to keep. */
  readonly thinning: number;
  /** When the spans of its requests ran; of an even sample where the window has very many. */
  readonly timelines: readonly Timeline[];
  /** First and last start of a request, milliseconds since 1970; 0 and 0 for an empty window. */
  readonly fromUnixMs: number;
  readonly toUnixMs: number;
}

/** Collects facts trace by trace; a trace can be let go as soon as `add` returns. */
export interface WindowBuilder {
  add(trace: Trace): void;
  finish(): Window;
}

const mostRequestsKept = 20_000;
const samplingSeed = 7;

/**
 * Keeps all requests of a usual window, and an even sample of a larger one, so that memory is bounded whatever its length.
 * Source of the sampling: Vitter's algorithm R. The seed is fixed.
 */
export function createWindowBuilder(mostRequests = mostRequestsKept): WindowBuilder {
  const requests: RequestFacts[] = [];
  const keys = new Map<string, PathKey>();
  const sample = createTimelineSample();
  const random = createRandom(samplingSeed);
  let [traces, spans, inferredKinds, seen] = [0, 0, 0, 0];
  const keep = (request: RequestFacts) => {
    seen += 1;
    if (requests.length < mostRequests) {
      requests.push(request);
      return;
    }
    const slot = Math.floor(random() * seen);
    if (slot < mostRequests) requests[slot] = request;
  };
  return {
    add(reported) {
      const { trace, inferred } = withInferredKinds(reported);
      traces += 1;
      spans += trace.spans.length;
      inferredKinds += inferred;
      const observed = observeTrace(trace, keys);
      sample.add(trace.spans.length, observed.timelines);
      for (const request of observed.requests) keep(request);
    },
    finish() {
      const thinning = requests.length === 0 ? 1 : seen / requests.length;
      const counts = { traces, spans, inferredKinds, thinning };
      return { ...spanOfTime(requests), requests, keys, ...counts, timelines: sample.timelines() };
    },
  };
}

export function observeWindow(traces: Iterable<Trace>): Window {
  const builder = createWindowBuilder();
  for (const trace of traces) builder.add(trace);
  return builder.finish();
}

/** The same window with the requests that pass only; it lasts from the first of those to the last. */
export function filterWindow(window: Window, passes: (request: RequestFacts) => boolean): Window {
  const requests = window.requests.filter(passes);
  const timelines = window.timelines.filter(({ request }) => passes(request));
  return { ...window, requests, timelines, ...spanOfTime(requests) };
}

function spanOfTime(requests: readonly RequestFacts[]): { readonly fromUnixMs: number; readonly toUnixMs: number } {
  if (requests.length === 0) return { fromUnixMs: 0, toUnixMs: 0 };
  let fromUnixMs = Number.POSITIVE_INFINITY;
  let toUnixMs = 0;
  for (const { startUnixMs } of requests) {
    fromUnixMs = Math.min(fromUnixMs, startUnixMs);
    toUnixMs = Math.max(toUnixMs, startUnixMs);
  }
  return { fromUnixMs, toUnixMs };
}
