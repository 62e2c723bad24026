import { generateTraces } from '@spanshop/analysis/generator';
import type { Trace } from '@spanshop/analysis/model';
import { otlpDocument } from '@spanshop/analysis/writers';
import { bookings, slowedBookings } from '../slowed-bookings.ts';

export interface LoadedWindows {
  /** As `npm run diagnose` takes them. */
  readonly baseline: string;
  readonly degraded: string;
  readonly traces: number;
  readonly spans: number;
}

const loadedTraces = 5_000;
const perSecond = 20;
const windowMs = 300_000;
const tracesAtOnce = 50;
const deadlineMs = 30_000;

/** Sends two windows of 5,000 traces of 30 spans each, the second with a slow query, to an OTLP receiver. */
export async function loadWindows(otlpUrl: string, nowUnixMs: number): Promise<LoadedWindows> {
  const fromUnixMs = Math.floor(nowUnixMs / 1000) * 1000 - 3 * windowMs;
  const plan = { requests: loadedTraces, requestsPerSecond: perSecond };
  const sent = [
    await send(otlpUrl, generateTraces({ ...plan, system: bookings, seed: 1, fromUnixMs })),
    await send(
      otlpUrl,
      generateTraces({ ...plan, system: slowedBookings, seed: 2, fromUnixMs: fromUnixMs + windowMs }),
    ),
  ];
  const at = (windows: number) => new Date(fromUnixMs + windows * windowMs).toISOString();
  return {
    baseline: `${at(0)}..${at(1)}`,
    degraded: `${at(1)}..${at(2)}`,
    traces: 2 * loadedTraces,
    spans: sent.reduce((sum, spans) => sum + spans, 0),
  };
}

async function send(otlpUrl: string, traces: Iterable<Trace>): Promise<number> {
  let spans = 0;
  let batch: Trace[] = [];
  const flush = async () => {
    const answer = await fetch(`${otlpUrl}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(otlpDocument(batch)),
      signal: AbortSignal.timeout(deadlineMs),
    });
    if (!answer.ok) throw new Error(`Jaeger answered ${answer.status} to spans: ${await answer.text()}`);
    await answer.arrayBuffer();
    batch = [];
  };
  for (const trace of traces) {
    spans += trace.spans.length;
    batch.push(trace);
    if (batch.length === tracesAtOnce) await flush();
  }
  if (batch.length > 0) await flush();
  return spans;
}
