import type { Trace } from '@spanshop/analysis/model';
import type { ZipkinUrls } from '../backends/index.ts';

/** A backend that can be asked for a trace. */
export interface TracePlace {
  /** As people call it. */
  name: string;
  /** What there is of a trace now; undefined when there is nothing. */
  read(traceId: string): Promise<Trace | undefined>;
}

export interface TracePlaces {
  /** The first one is what is shown. */
  places: readonly [TracePlace, ...TracePlace[]];
  /** A trace's address for people. */
  linkTo(traceId: string): string;
  /** Who counts the spans that arrive; absent where nobody does. */
  counter?: SpanCounter;
  /** Where the query API v3 answers; absent where there is none. */
  queryUrl?: string;
  /** Jaeger's search page; absent where there is none. */
  searchUrl?: string;
  /** What to open, as lines of names and addresses. */
  toOpen: readonly string[];
}

/** The trace store's `/stats`, or the Collector's metrics in Prometheus' format. */
export interface SpanCounter {
  by: 'trace-store' | 'collector';
  url: string;
}

export function embeddedPlaces(url: string): TracePlaces {
  return {
    places: [{ name: 'the trace store', read: readerOf(traceId => `${url}/api/v3/traces/${traceId}`) }],
    linkTo: traceId => `${url}/api/v3/traces/${traceId}`,
    counter: { by: 'trace-store', url: `${url}/stats` },
    queryUrl: url,
    toOpen: [`traces    ${url}/api/v3/traces/<trace id>    services: ${url}/api/v3/services`],
  };
}

/** Addresses of the real backends that there are. */
export interface BackendUrls {
  /** Of the query API and the pages. */
  jaegerUrl: string | undefined;
  zipkin: Pick<ZipkinUrls, 'query' | 'ui'> | undefined;
  /** The Collector's own metrics; undefined where services send to the backends themselves. */
  collectorMetricsUrl: string | undefined;
}

export function realPlaces({ jaegerUrl, zipkin, collectorMetricsUrl }: BackendUrls): TracePlaces {
  const jaegerPlace = { name: 'Jaeger', read: readerOf(traceId => `${jaegerUrl}/api/v3/traces/${traceId}`) };
  const zipkinPlace = { name: 'Zipkin', read: readerOf(traceId => `${zipkin?.query}/api/v2/trace/${traceId}`) };
  return {
    places: jaegerUrl ? [jaegerPlace, ...(zipkin ? [zipkinPlace] : [])] : [zipkinPlace],
    linkTo: traceId => (jaegerUrl ? `${jaegerUrl}/trace/${traceId}` : `${zipkin?.ui}traces/${traceId}`),
    ...(collectorMetricsUrl ? { counter: { by: 'collector', url: collectorMetricsUrl } } : {}),
    ...(jaegerUrl ? { queryUrl: jaegerUrl, searchUrl: `${jaegerUrl}/search` } : {}),
    toOpen: [...(jaegerUrl ? [`Jaeger    ${jaegerUrl}`] : []), ...(zipkin ? [`Zipkin    ${zipkin.ui}`] : [])],
  };
}

const callTimeoutMs = 5_000;

function readerOf(urlOf: (traceId: string) => string): TracePlace['read'] {
  return async traceId => {
    const answer = await fetch(urlOf(traceId), { signal: AbortSignal.timeout(callTimeoutMs) });
    const text = await answer.text();
    if (answer.status === 404) return undefined;
    const { readTraces } = await import('@spanshop/analysis/readers');
    return readTraces(text).traces.find(trace => trace.traceId === traceId);
  };
}
