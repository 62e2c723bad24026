import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startProxy } from '@spanshop/shared/testing';
import { received, type StoredSpan, type TraceStore } from '../receivers.ts';
import { startTracedService } from '../traced-service/start.ts';

/** What can be seen from outside of a service that is traced. */
export interface Observation {
  code: number | null;
  stderr: string;
  /** Every span that arrived. */
  spans: readonly StoredSpan[];
  /** The trace of a request that did a little of everything. */
  traceId: string;
  /** What that request would have written into a call's headers. */
  injected: Readonly<Record<string, string>>;
  /** Whether every listener that is added to that request is wrapped. */
  isRequestBound: boolean;
  /** What an outside party got, as headers of that request's call. */
  toOutside: Readonly<Record<string, unknown>>;
  /** The trace of a stranger who had it not sampled, and the first that was exported, to a Collector that was busy. */
  unsampledTraceId: string;
  refusedTraceId: string;
  /** The metrics at the end, and before the database was asked for anything. */
  metrics: string;
  firstMetrics: string;
}

const server = join(import.meta.dirname, 'server.ts');

/** Longer than an export may take, so that the exporter itself does not wait for it. */
const collectorIsBusyS = 2;
const exportTimeoutMs = 1_900;

export interface ObserveOptions {
  store: TraceStore;
  databaseUrl: string;
  /** The service's name in traces. */
  service: string;
  environment: Readonly<Record<string, string>>;
}

/** Starts the service at the trust boundary, sends it what strangers send, ends it, and says what was seen. */
export async function observe({ store, databaseUrl, service, environment }: ObserveOptions): Promise<Observation> {
  const [collector, outside] = await Promise.all([startProxy(store.endpoint), startProxy(store.endpoint)]);
  outside.when('GET', /./, { do: 'answer', status: 200 });
  const headers = { 'Retry-After': String(collectorIsBusyS) };
  collector.when('POST', /./, { do: 'answer', status: 503, headers }, 1);
  const [unsampledTraceId, refusedTraceId] = [randomTraceId(), randomTraceId()];
  try {
    const traced = await startTracedService(
      {
        ...environment,
        DATABASE_URL: databaseUrl,
        OUTSIDE_URL: outside.url,
        OTEL_SERVICE_NAME: service,
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        OTEL_EXPORTER_OTLP_TIMEOUT: String(exportTimeoutMs),
        OTEL_BSP_SCHEDULE_DELAY: '50',
      },
      server,
    );
    await get(`${traced.url}/work`, { traceparent: `00-${refusedTraceId}-${'1'.repeat(16)}-01` });
    await until(() => collector.requests.length > 0);
    const firstMetrics = await get(`${traced.adminUrl}/metrics`);
    await get(`${traced.url}/healthz`);
    await get(`${traced.url}/work`, { traceparent: `00-${unsampledTraceId}-${'1'.repeat(16)}-00` });
    await leaveHalfway(`${traced.url}/half`);
    const baggage = 'shop.tenant=stranger,shop.synthetic=smoke:order:r1';
    const answer = await get(`${traced.url}/everything?token=secret`, { baggage });
    const said = JSON.parse(answer) as Pick<Observation, 'traceId' | 'injected' | 'isRequestBound'>;
    // What was refused has come again by then, where it does.
    await received(store, span => span.traceId === said.traceId && span.parentId === '');
    let metrics = '';
    await until(async () => {
      metrics = await get(`${traced.adminUrl}/metrics`);
      return metrics.includes('nodejs_eventloop_delay_min');
    });
    const { code, stderr } = await traced.end();
    const spans = (await store.spans()).filter(span => span.service === service);
    const toOutside = outside.requests[0]?.headers ?? {};
    return { ...said, code, stderr, spans, unsampledTraceId, refusedTraceId, metrics, firstMetrics, toOutside };
  } finally {
    await Promise.all([collector.close(), outside.close()]);
  }
}

function randomTraceId(): string {
  return randomBytes(16).toString('hex');
}

async function get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return answer.text();
}

async function leaveHalfway(url: string): Promise<void> {
  const request = httpGet(url);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  await once(response, 'data');
  request.destroy();
}

const untilMs = 10_000;

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + untilMs;
  while (!(await holds())) {
    if (performance.now() > giveUpAt) throw new Error(`it did not come within ${untilMs} ms`);
    await sleep(50);
  }
}
