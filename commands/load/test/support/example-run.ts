import { createRandom } from '@spanshop/analysis/statistics';
import type { ResourcePoint } from '../../src/metrics/watch-resources.ts';
import type { RunPage } from '../../src/report/run-page.ts';
import { createDigest } from '../../src/requests/digest.ts';
import type { LinkedRequest, RunRecord } from '../../src/runs/run-record.ts';
import { exampleFindings } from './example-findings.ts';
import { exampleRecord } from './example-record.ts';

const journeys = ['browse', 'order', 'look', 'cancel'] as const;
const services = ['gateway', 'orders', 'inventory', 'payments', 'fulfillment'];
const seconds = 60;

/** A run of a minute in which the order journey missed its objective, with names that would break a careless page. */
export function exampleRun(): RunPage {
  const random = createRandom(5);
  const startedUnixMs = Date.parse('2026-11-22T13:45:00.000Z');
  const digest = createDigest(startedUnixMs);
  const resources: ResourcePoint[] = [];
  for (let second = 0; second < seconds; second += 1) {
    for (const journey of journeys) {
      for (let index = 0; index < 4; index += 1) {
        const durationMs = (journey === 'order' ? 400 : 20) * (1 + random() ** 4 * 4) * (1 + second / seconds);
        const startedAt = startedUnixMs + second * 1_000 + index;
        const traceId = String(second * 10 + index).padStart(32, 'a');
        const about = { operation: `GET /${journey}<b>`, status: 200, failed: false, sampled: true };
        digest.add({ ...about, journey, durationMs, traceId, startedUnixMs: startedAt });
      }
    }
    const busy = () => ({
      processors: random() / 2,
      loopShare: random(),
      poolShare: random(),
      poolWaiting: 0,
      queries: random() * 3,
    });
    const used = { hostShare: 0.5 + random() / 2, k6Processors: random() / 4 };
    resources.push({
      unixMs: startedUnixMs + second * 1_000,
      ...used,
      services: Object.fromEntries(services.map(name => [name, busy()])),
    });
  }
  return { record: failedRecord(digest.digest()), digest: digest.digest(), resources };
}

function failedRecord(digest: RunPage['digest']): RunRecord {
  const [objective] = exampleRecord().objectives;
  const linked = (journey: string): LinkedRequest[] =>
    (digest[journey]?.slowest ?? []).map(request => ({
      ...request,
      found: true,
      link: `http://127.0.0.1:16686/trace/${request.traceId}`,
    }));
  return exampleRecord({
    k6ExitCode: 99,
    exitCode: 99,
    plan: { seconds, highestRate: 7, visits: 420 },
    objectives: [
      {
        name: 'browse p95',
        journey: 'browse',
        threshold: 'p(95)<200',
        unit: 'ms',
        limit: 200,
        actual: 61.3,
        met: true,
      },
      ...(objective ? [{ ...objective, met: false, actual: 1_874.2 }] : []),
      { name: 'checks passed', threshold: 'rate>0.99', unit: '%', limit: 99, actual: 100, met: true },
    ],
    worst: { order: { slowest: linked('order'), failed: [] }, browse: { slowest: linked('browse'), failed: [] } },
    findings: exampleFindings(),
  });
}

/** What a search for the capacity found: knees at 48, 50 and 51 visits a second. */
export function exampleBreakpoint(): NonNullable<RunRecord['breakpoint']> {
  const probe = (search: number, rate: number) => {
    const met = rate <= 50;
    const p95Ms = (base: number) => base * (0.2 + (rate / 50) ** 4);
    return {
      search,
      rate,
      met,
      broken: met ? [] : ['order p95'],
      startedUnixMs: 0,
      endedUnixMs: 8_000,
      journeys: {
        browse: { requests: 400, p95Ms: p95Ms(80), limitMs: 200 },
        order: { requests: 100, p95Ms: p95Ms(660), limitMs: 800 },
        cancel: { requests: 8, p95Ms: null, limitMs: 800 },
      },
      failedShare: met ? 0 : 0.02,
      dropped: met ? 0 : 12,
    };
  };
  const rates = [36, 42, 48, 54, 45, 51, 49, 52, 50];
  return {
    ceiling: 60,
    probes: [...rates.map((rate, index) => probe((index % 3) + 1, rate)), probe(0, 50)],
    knees: [48, 50, 51],
    median: 50,
    spread: 0.06,
    loads: [
      { service: 'gateway', processors: 0.6, loopShare: 0.92, poolShare: 0.3, poolWaiting: 0, queries: 0.8 },
      { service: 'orders', processors: 0.5, loopShare: 0.7, poolShare: 1, poolWaiting: 3.2, queries: 4.5 },
    ],
    hostShare: 0.97,
    k6Processors: 0.2,
    pathShares: [
      { service: 'orders', share: 0.6, operation: 'INSERT orders.orders' },
      { service: 'gateway', share: 0.4, operation: 'POST /orders' },
    ],
    tracesRead: 700,
  };
}
