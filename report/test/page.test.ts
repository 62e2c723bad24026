import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDependencyGraph, createFlameGraph } from '@spanshop/analysis/aggregates';
import { observeWindow } from '@spanshop/analysis/compare';
import { type Culprit, diagnose } from '@spanshop/analysis/diagnose';
import {
  changed,
  connection,
  generateTraces,
  query,
  type System,
  ticketSystem,
  work,
} from '@spanshop/analysis/generator';
import type { Trace } from '@spanshop/analysis/model';
import { traceOf } from '../../analysis/test/support/spans.ts';
import { diagnosisPage } from '../src/index.ts';

const steps = [work(1), connection('events'), query('SELECT <script>alert(1)</script>', 60), work(1)];
const slowSystem = changed(ticketSystem, { 'events GET /events': { steps } });
const tracesOf = (system: System, seed: number) => [
  ...generateTraces({ system, requests: 200, seed, fromUnixMs: 1_790_000_000_000 + seed * 600_000 }),
];
const viewOf = (traces: readonly Trace[]) => {
  const [graph, flames] = [createDependencyGraph(), createFlameGraph()];
  for (const trace of traces) {
    graph.add(trace);
    flames.add(trace);
  }
  return { window: observeWindow(traces), dependencies: graph.dependencies(10_000), flames: flames.root() };
};
const degraded = tracesOf(slowSystem, 62);
const [before, after] = [viewOf(tracesOf(ticketSystem, 61)), viewOf(degraded)];
const link = (traceId: string) => `http://jaeger.example/trace/${traceId}`;

test('when somebody is to blame, then the page has verdict, distributions, waterfall, map and flame graph in one file', () => {
  const diagnosis = diagnose(before.window, after.window);
  const exemplar = degraded.find(trace => trace.traceId === diagnosis.culprits[0]?.exemplars[0]?.traceId);
  const page = diagnosisPage({ diagnosis, before, after, exemplar, link });
  for (const part of ['verdict', 'Latency before and after', 'One slow request', 'Who calls whom', 'class="flame"']) {
    assert.ok(page.includes(part), part);
  }
  assert.ok(!/<script|<link|<img|@import|url\(/.test(page), 'nothing from anywhere, and names of spans are escaped');
  assert.ok(page.includes('&lt;script&gt;'));
  assert.ok(!/NaN|undefined|\[object/.test(page));
  assert.equal(page.match(/<div/g)?.length, page.match(/<\/div>/g)?.length);
});

test("when somebody is to blame, then the page tells users' figures, the way to it, what a cure brings and what came after", () => {
  const diagnosis = diagnose(before.window, after.window);
  const runnerUp = { ...(diagnosis.culprits[0] as Culprit), operation: 'SELECT others', confidence: 'none' as const };
  const page = diagnosisPage({
    diagnosis: {
      ...diagnosis,
      candidates: [...diagnosis.candidates, runnerUp],
      missing: ['Who held it.', 'More requests.'],
    },
    before,
    after,
    exemplar: undefined,
    link,
  });
  const plain = page.replaceAll(/(<[^>]+>|\s)+/g, ' ');
  assert.match(plain, /web GET \/events\s+[\d.]+ ms → [\d.]+ ms\s+[\d.]+ ms → [\d.]+ ms\s+[\d.]+ → [\d.]+/);
  assert.match(plain, /The way to it\s+GET \/events in web [\d.]+ ms to [\d.]+ ms per request/);
  assert.match(plain, /If this were as before .* web GET \/events [\d.]+ ms → 5\.\d+ ms/);
  assert.match(plain, /Worth opening: extreme: [0-9a-f]{32} .*; typical: [0-9a-f]{32} /);
  assert.match(plain, /To be surer Who held it\. More requests\./);
  assert.match(plain, /Also looked at, without confidence a slow query: SELECT others in events/);
});

test('when a query is to blame, then its edge alone is marked on the map, and the calls above wait for it', () => {
  const page = diagnosisPage({
    diagnosis: diagnose(before.window, after.window),
    before,
    after,
    exemplar: undefined,
    link,
  });
  const edges = [...page.matchAll(/class="(edge[^"]*)" fill="none"><title>([^:]+):/g)].map(([, look, edge]) => [
    edge,
    look,
  ]);
  assert.deepEqual(edges.filter(([, look]) => look !== 'edge').sort(), [
    ['events → postgresql', 'edge of-culprit'],
    ['web → events', 'edge waits'],
  ]);
});

test("when a service's own work is to blame, then the service is marked and no edge", () => {
  const fraud = { 'fraud POST /checks': { steps: [{ do: 'span' as const, name: 'score', steps: [work(60)] }] } };
  const busy = viewOf(tracesOf(changed(ticketSystem, fraud), 63));
  const diagnosis = diagnose(before.window, busy.window);
  const page = diagnosisPage({ diagnosis, before, after: busy, exemplar: undefined, link });
  assert.equal(page.match(/stroke="var\(--path\)" stroke-width="3"/g)?.length, 1);
  assert.match(page, /stroke="var\(--path\)" stroke-width="3"\/>\s*<text[^>]*>fraud/);
  assert.ok(!page.includes('class="edge of-culprit"'));
});

test('when windows have traces and endpoints that are not compared, then the page has one number of requests', () => {
  const dirty = viewOf([...tracesOf(ticketSystem, 61), ...degraded.slice(0, 5)]);
  const diagnosis = diagnose(dirty.window, after.window);
  const page = diagnosisPage({ diagnosis, before: dirty, after, exemplar: undefined, link });
  const { baseline, degraded: requests } = diagnosis.requests;
  assert.match(page, new RegExp(`${baseline} requests before, ${requests} after`));
  assert.match(page, new RegExp(`before</span>\\s*\\(${baseline} requests\\)[\\s\\S]*after</span> \\(${requests}\\)`));
});

test('when nobody is to blame, then the page says why and is whole nevertheless', () => {
  const page = diagnosisPage({
    diagnosis: diagnose(before.window, before.window),
    before,
    after: before,
    exemplar: undefined,
    link,
  });
  assert.ok(page.includes('No confident culprit') && page.includes('overlap'));
  const empty = viewOf([]);
  const nothing = diagnosisPage({
    diagnosis: diagnose(empty.window, empty.window),
    before: empty,
    after: empty,
    exemplar: undefined,
    link,
  });
  assert.ok(nothing.includes('The baseline window is empty.'));
  assert.ok(!/NaN|undefined|Infinity/.test(nothing));
});

test('when a trace has 200,000 children, then the page shows the first of them and says how many more there are', () => {
  const spans = Array.from(
    { length: 200_000 },
    (_, i) => `s${i} ${i > 0 ? '<s0' : ''}[${i},${i === 0 ? 300_000 : i + 1}]`,
  );
  const page = diagnosisPage({
    diagnosis: diagnose(before.window, after.window),
    before,
    after,
    exemplar: traceOf(spans.join(';')),
    link,
  });
  assert.match(page, /and 199850 more spans/);
  assert.ok(page.length < 300_000);
});
