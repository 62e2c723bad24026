import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { createTestDatabase } from '@spanshop/shared/testing';
import type { refinements } from '../../../src/telemetry/refinements/index.ts';
import { type Observation, observe } from '../../support/edge-service/observe.ts';
import { type StoredSpan, startTraceStore } from '../../support/receivers.ts';
import { runTracedService } from '../../support/traced-service/start.ts';

const store = await startTraceStore();
const database = await createTestDatabase();
after(() => Promise.all([store.close(), database.close()]));

const preload = new URL('../../support/without-refinements.ts', import.meta.url).href;
const without = (names: string) => ({ NODE_OPTIONS: `--import=${preload}`, WITHOUT_REFINEMENTS: names });

type Name = keyof typeof refinements;

/** By what one sees that a refinement is there. */
const signs: Readonly<Record<Name, (seen: Observation) => boolean>> = {
  edgeSampling: ({ spans, unsampledTraceId }) => spans.some(({ traceId }) => traceId === unsampledTraceId),
  edgePropagation: ({ injected }) => !String(injected['baggage']).includes('stranger'),
  outsideParty: ({ toOutside }) => !('traceparent' in toOutside),
  leanContextManager: ({ isRequestBound }) => !isRequestBound,
  untracedRequests: ({ spans }) => !spans.some(({ attributes }) => attributes['url.path'] === '/healthz'),
  httpSpans: ({ spans }) => has(spans, 'service.peer.name'),
  httpRoute: ({ spans }) => has(spans, 'http.route'),
  incomingRequests: ({ spans }) => !spans.some(({ attributes }) => /secret/.test(String(attributes['url.query']))),
  unsentAnswers: ({ spans }) => has(spans, 'error.type', 'client_disconnected'),
  querySummary: ({ spans }) => has(spans, 'db.query.summary'),
  preciseStart: ({ spans }) => spans.some(({ startUnixNano }) => startUnixNano % 1_000_000n !== 0n),
  baggageAttributes: ({ spans }) => has(spans, 'shop.synthetic', 'smoke:order:r1'),
  processLoad: ({ spans }) => has(spans, 'shop.process.cpu_time_ms'),
  errorTypes: ({ spans }) => has(spans, 'error.type', '42P01'),
  offeredUntilTaken: ({ spans, refusedTraceId }) => spans.some(({ traceId }) => traceId === refusedTraceId),
  processMetrics: ({ metrics }) => /^process_cpu_time_total/m.test(metrics),
  poolMetrics: ({ firstMetrics }) => /^db_client_connection_count\{/m.test(firstMetrics),
  calmLoopProbe: ({ metrics }) => Number(/^nodejs_eventloop_delay_min\S* (\S+)/m.exec(metrics)?.[1]) > 0.05,
  diagnosticsAsJson: ({ stderr }) => stderr.includes('\n') && stderr.trim().split('\n').every(isLogLine),
};

function has(spans: readonly StoredSpan[], name: string, value?: unknown): boolean {
  return spans.some(({ attributes }) => name in attributes && (value === undefined || attributes[name] === value));
}

function isLogLine(line: string): boolean {
  try {
    return 'service' in JSON.parse(line);
  } catch {
    return false;
  }
}

/** The first word of the name of a span, its parent, and so on up to the root. */
function pathToRoot(spans: readonly StoredSpan[], from: StoredSpan | undefined): string[] {
  const path: string[] = [];
  for (let span = from; span; span = spans.find(({ id }) => id === span?.parentId)) {
    path.push(span.name.split(' ')[0] ?? '');
  }
  return path;
}

const all = Object.keys(signs) as Name[];

// Most of each is waiting: for a process to start, and for a Collector that is busy.
describe('telemetry without refinements', { concurrency: 3 }, () => {
  for (const [left, expected] of [
    ['', all],
    ['all', []],
    ...all.map(name => [name, all.filter(other => other !== name)] as const),
  ] as const) {
    const what = left === 'all' ? 'without any refinement' : left ? `without ${left}` : 'with all refinements';
    test(`when telemetry runs ${what}, then just the others are seen, and a trace is whole`, async () => {
      const service = `without-${left}`;
      const seen = await observe({
        store,
        databaseUrl: database.urlOf('orders'),
        service,
        environment: without(left),
      });
      assert.equal(seen.code, 0, seen.stderr);
      assert.deepEqual(
        all.filter(name => signs[name](seen)),
        expected,
        seen.stderr,
      );

      const spans = seen.spans.filter(({ traceId }) => traceId === seen.traceId);
      const ids = new Set(spans.map(({ id }) => id));
      const roots = spans.filter(({ parentId }) => !ids.has(parentId));
      assert.deepEqual([roots.length, roots[0]?.parentId], [1, '']);
      const work = spans.find(({ name }) => name === 'work');
      assert.deepEqual(pathToRoot(spans, work), ['work', 'GET', 'GET', 'GET']);
    });
  }
});

test('when a refinement is to be left out that is not there, then the process does not start', async () => {
  const { code, stderr } = await runTracedService(without('preciseStarts'));
  assert.equal(code, 1);
  assert.match(stderr, /there is no refinement preciseStarts to leave out/);
});
