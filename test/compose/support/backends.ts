import type { Trace } from '@spanshop/analysis/model';
import { openJaegerWindow, readJaegerTrace, readTraces } from '@spanshop/analysis/readers';
import type { Stack } from './stack.ts';

/** Spans that a backend holds; the second time that one came is counted apart. */
export interface Held {
  spans: number;
  duplicates: number;
}

const hourMs = 3_600_000;
/** A backend that is asked for everything takes its time. */
const callTimeoutMs = 60_000;
/** Where traces begin: the gateway, and background work of the others. */
const entryServices = ['gateway', 'orders', 'inventory', 'payments', 'fulfillment'];

/** All traces in Jaeger, one by one. */
export async function* jaegerTraces({ urls }: Stack): AsyncGenerator<Trace> {
  const now = Date.now();
  const window = { baseUrl: urls.jaeger, fromUnixMs: now - hourMs, toUnixMs: now + 60_000, entryServices };
  for await (const trace of openJaegerWindow(window).traces) yield trace;
}

export async function heldByJaeger(stack: Stack): Promise<Held> {
  const held = { spans: 0, duplicates: 0 };
  for await (const { spans, duplicates } of jaegerTraces(stack)) {
    held.spans += spans.length;
    held.duplicates += duplicates.length;
  }
  return held;
}

export async function heldByZipkin({ urls }: Stack): Promise<Held> {
  const answer = await fetch(`${urls.zipkin}/api/v2/traces?limit=100000&lookback=${hourMs}`, {
    signal: AbortSignal.timeout(callTimeoutMs),
  });
  const traces = (await answer.json()) as { traceId: string; id: string }[][];
  const ids = traces.flat().map(({ traceId, id }) => `${traceId}/${id}`);
  const spans = new Set(ids).size;
  return { spans, duplicates: ids.length - spans };
}

export function traceInJaeger({ urls }: Stack, traceId: string): Promise<Trace | undefined> {
  return readJaegerTrace(urls.jaeger, traceId).catch(() => undefined);
}

/** A trace as Jaeger's pages download it. */
export function traceOfJaegerPage({ urls }: Stack, traceId: string): Promise<Trace | undefined> {
  return exportedTrace(`${urls.jaeger}/api/traces/${traceId}`);
}

export function traceInZipkin({ urls }: Stack, traceId: string): Promise<Trace | undefined> {
  return exportedTrace(`${urls.zipkin}/api/v2/trace/${traceId}`);
}

async function exportedTrace(address: string): Promise<Trace | undefined> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(callTimeoutMs) });
  const text = await answer.text();
  return answer.ok ? readTraces(text).traces[0] : undefined;
}

export interface Edge {
  parent: string;
  child: string;
}

export async function dependenciesInJaeger({ urls }: Stack): Promise<Edge[]> {
  const answer = await fetch(`${urls.jaeger}/api/dependencies?endTs=${Date.now() + 60_000}&lookback=${hourMs}`, {
    signal: AbortSignal.timeout(callTimeoutMs),
  });
  return ((await answer.json()) as { data: Edge[] }).data;
}

export async function dependenciesInZipkin({ urls }: Stack): Promise<Edge[]> {
  const answer = await fetch(`${urls.zipkin}/api/v2/dependencies?endTs=${Date.now() + 60_000}&lookback=${hourMs}`, {
    signal: AbortSignal.timeout(callTimeoutMs),
  });
  return (await answer.json()) as Edge[];
}
