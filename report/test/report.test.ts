import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDependencyGraph, createOperationTable, tailContributors } from '@spanshop/analysis/aggregates';
import { observeWindow } from '@spanshop/analysis/compare';
import { diagnose } from '@spanshop/analysis/diagnose';
import { connection, generateTraces, query, ticketSystem, work } from '@spanshop/analysis/generator';
import { auditRun } from '@spanshop/analysis/integrity';
import { diagnosisOf } from '../../analysis/test/support/diagnosis-cases.ts';
import { traceFrom, traceOf, withSpan } from '../../analysis/test/support/spans.ts';
import {
  auditText,
  diagnosisDocument,
  diagnosisJson,
  diagnosisJsonSchema,
  diagnosisText,
  pathReport,
  pathText,
  skippedText,
  topText,
} from '../src/index.ts';

const steps = [work(1), connection('events'), query('SELECT events', 60), work(1)];
const slow = diagnosisOf({ changes: { 'events GET /events': { steps } } }, 51);
const calm = diagnosisOf({ changes: {} }, 52);

test('when somebody is to blame, then the first line says who, what and how sure, and the evidence has the numbers', () => {
  const text = diagnosisText(slow, id => `http://jaeger/trace/${id}`);
  const [first, second] = text.split('\n');
  assert.match(first ?? '', /^Culprit \(high confidence\): a slow query: SELECT events in events/);
  assert.match(
    second ?? '',
    /^ {2}Mean latency [\d.]+ ms to [\d.]+ ms \(\d+ % slower\); \d+ requests before, \d+ after\.$/,
  );
  assert.match(text, /Evidence\n {2}- The query SELECT events of events takes [\d.]+ ms instead of [\d.]+ ms/);
  assert.match(text, /Worth opening\n {2}http:\/\/jaeger\/trace\/[0-9a-f]{32} {2}extreme: web GET \/events/);
  assert.ok(!/undefined|NaN/.test(text));
});

test('when windows are compared, then the first lines say when they were, how much came in, and p50 and p95 of each endpoint', () => {
  for (const diagnosis of [slow, calm]) {
    const lines = diagnosisText(diagnosis).split('\n').slice(2, 7);
    const [windows, busiest] = [
      lines.find(line => line.startsWith('  Baseline')),
      lines.find(line => /GET \/events:/.test(line)),
    ];
    const window = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d to \d\d:\d\d:\d\d UTC \(\d+\.\d requests a second\)/.source;
    assert.match(windows ?? '', new RegExp(`^ {2}Baseline ${window}; degraded ${window}\\.$`));
    assert.match(busiest ?? '', /^ {2}web GET \/events: p50 [\d.]+ ms to [\d.]+ ms, p95 [\d.]+ ms to [\d.]+ ms$/);
  }
});

test('when somebody is to blame, then the text says what a cure would bring, and names nobody twice', () => {
  const text = diagnosisText(slow);
  assert.match(
    text,
    /^If this were as before .*\n {2}- web GET \/events: mean [\d.]+ ms to 1\d\.\d ms, p95 [\d.]+ ms to [12]\d\.\d ms$/m,
  );
  assert.doesNotMatch(text, /If this were as before.*\n(.*\n)*? {2}- web POST \/bookings/);
  const others = text.split('Also looked at')[1] ?? '';
  assert.doesNotMatch(others, /SELECT events/);
});

test('when somebody is to blame, then the text tells the way from the user to it, with the evidence of each step', () => {
  const lines = diagnosisText(slow).split('\n');
  const from = lines.indexOf('The way to it');
  assert.match(lines[from + 1] ?? '', /^ {2}GET \/events in web: [\d.]+ ms to [\d.]+ ms per request$/);
  assert.match(lines[from + 2] ?? '', /^ {4}-> calls GET \/events in events: [\d.]+ ms to [\d.]+ ms per request$/);
  assert.match(lines[from + 3] ?? '', /^ {6}-> does SELECT events in events: [\d.]+ ms to [\d.]+ ms per request$/);
  const [step] = diagnosisJson(slow, []).culprits[0]?.path ?? [];
  assert.deepEqual([step?.service, step?.operation, step?.via], ['web', 'GET /events', 'entry']);
});

test('when nobody is to blame, then the first line says so and the second why', () => {
  assert.match(diagnosisText(calm), /^No confident culprit\.\n {2}Requests are not clearly slower/);
  const nothing = observeWindow([]);
  assert.match(
    diagnosisText(diagnose(nothing, nothing)),
    /^No confident culprit\.\n {2}The baseline window is empty\./,
  );
});

test('when something speaks against a candidate, then the text says what', () => {
  const cold = ({ progress }: { readonly progress: number }) => [
    work(1),
    connection('events'),
    query('SELECT events', progress < 1 / 6 ? 120 : 6),
  ];
  const text = diagnosisText(diagnosisOf({ changes: { 'events GET /events': { steps: cold } } }, 53));
  assert.match(
    text,
    /^No confident culprit\.\n.* SELECT events in events, is over soon after the start of the window\.$/m,
  );
  assert.match(text, /SELECT events in events .*, but that is over soon after the start of the window$/m);
});

test('when a diagnosis is written as JSON, then it reads back as the schema says and loses nothing', () => {
  for (const diagnosis of [slow, calm]) {
    const document = JSON.parse(JSON.stringify(diagnosisJson(diagnosis, [{ reason: 'r', count: 2, example: 'e' }])));
    assert.deepEqual(diagnosisDocument.parse(document), document);
    assert.equal(document.version, 1);
    assert.equal(document.culprits.length, diagnosis.culprits.length);
  }
  const schema = diagnosisJsonSchema() as { required: string[] };
  assert.ok(schema.required.includes('culprits'));
});

test('when operations are listed, then the numbers stand in columns', () => {
  const traces = [...generateTraces({ system: ticketSystem, requests: 100, seed: 8 })];
  const table = createOperationTable();
  const graph = createDependencyGraph();
  for (const trace of traces) {
    table.add(trace);
    graph.add(trace);
  }
  const rows = table.rows();
  const tail = tailContributors(observeWindow(traces));
  const text = topText({
    traces: 100,
    spans: 1234,
    inferredKinds: 0,
    rows,
    dependencies: graph.dependencies(5000),
    tail,
  });
  assert.match(text, /^100 traces, 1,234 spans\./);
  assert.match(text, /^operation +service +kind +count +mean/m);
  assert.match(text, /^web +booking +\d+ /m);
  assert.ok(!/undefined|NaN/.test(text));
  assert.equal(
    topText({ traces: 0, spans: 0, inferredKinds: 0, rows: [], dependencies: [], tail: [] }),
    'There are no traces.\n',
  );
});

test('when a run is audited, then the text says whole or lists the defects with examples', () => {
  assert.match(
    auditText(auditRun([traceOf('A server @a[0,50]; B client @a<A[10,20]')])),
    /^Whole: 1 trace, 2 spans, 0 defects\./,
  );
  const text = auditText(auditRun([traceOf('A server @a[0,50]; B server @b<lost[10,20]')]));
  assert.match(text, /^1 defect in 1 trace of 1 trace, 2 spans\.\nSpans known to be missing: 1/);
  assert.match(text, /orphan: 1\n {2}at b: B \(1\)\n {2}0{31}1 {2}The parent lost of "B" \(b\) is not in the trace\./);
  assert.match(auditText(auditRun([])), /no traces/);
  const skipped = [{ reason: 'a line is not JSON or is cut off', count: 2, example: '{"a' }];
  const lossy = auditText(auditRun([traceOf('A server @a[0,50]')]), undefined, skipped);
  assert.doesNotMatch(lossy, /^Whole/);
  assert.match(lossy, /Not whole: 2 parts of the input could not be read/);
});

// A  |---------|          web       own, call, own
// B     |---|             client of back
test('when a path is printed, then its sections stand in order of time with their class and a bar', () => {
  const text = pathText(traceOf('A server @web[0,100]; B client @web<A[25,75]'));
  const lines = text.split('\n').filter(line => /^web/.test(line));
  assert.deepEqual(
    lines.map(line => line.split(/\s{2,}/).slice(2, 4)),
    [
      ['self', `${'█'.repeat(8)}${'·'.repeat(24)}`],
      ['external', `${'·'.repeat(8)}${'█'.repeat(16)}${'·'.repeat(8)}`],
      ['self', `${'·'.repeat(24)}${'█'.repeat(8)}`],
    ],
  );
  assert.match(pathText(traceFrom([])), /has no critical path/);
});

const silent = 'A unspecified @web[0,100]; B unspecified @web<A[10,90]; C unspecified @shop<B[30,60]';

test('when spans do not say their kinds, then path and top say what calls were told by, and show them', () => {
  const path = pathText(traceOf(silent));
  assert.match(path, /^100 % of the spans do not say their kind: who calls whom was told by the changes of service/m);
  assert.match(path, /^web +C → shop +edge-pre/m);
  const [window, graph] = [observeWindow([traceOf(silent)]), createDependencyGraph()];
  graph.add(traceOf(silent));
  const { traces, spans, inferredKinds } = window;
  const top = topText({ traces, spans, inferredKinds, rows: [], dependencies: graph.dependencies(1000), tail: [] });
  assert.match(top, /^100 % of the spans do not say their kind/m);
  assert.match(top, /^web +shop +1 +1\.0 +80\.0 ms/m);
});

test('when something was skipped, then it is told with an example', () => {
  assert.equal(skippedText([]), '');
  assert.match(
    skippedText([{ reason: 'a span has no id', count: 3, example: 'GET' }]),
    /3 times: a span has no id \(for example GET\)/,
  );
});

test('when clocks differ, then the path is that of clocks put right, and it says so', () => {
  const trace = traceOf('A server @web[0,100]; B client @web<A[10,90]; C server @shop<B[100,160]');
  const text = pathText(trace);
  assert.match(text, /^The clock of shop was put back by 80\.0 ms: it disagreed with its callers\.$/m);
  assert.match(text, /^shop +C +self/m);
  const report = pathReport(trace);
  assert.deepEqual(report?.corrections, [{ service: 'shop', byMs: -80 }]);
  assert.deepEqual(
    report?.path.map(({ operation, durationMs }) => [operation, durationMs]),
    [
      ['A', 10],
      ['C', 10],
      ['C', 60],
      ['C', 10],
      ['A', 10],
    ],
  );
});

test('when names differ in a number only, then the path shows them as two', () => {
  const trace = traceOf('A[0,100]; B<A[10,40]; C<A[50,90]');
  const named = withSpan(withSpan(trace, 'B', { name: 'child 1' }), 'C', { name: 'child 2' });
  const operations = pathReport(named)?.path.map(({ operation }) => operation);
  assert.deepEqual(operations, ['A', 'child 1', 'A', 'child 2', 'A']);
});

test('when a name holds control characters, then no text shows them to a terminal', () => {
  const evil = 'red \u001b[31m\u009b2J\r\nnext\u202eline';
  const steering = /[^\P{Cc}\n]|\u202e/u;
  const trace = withSpan(traceOf('A server[0,100]; B client<lost[10,40]'), 'A', { name: evil, service: evil });
  const table = createOperationTable();
  table.add(trace);
  const texts = [
    pathText(trace),
    auditText(auditRun([withSpan(trace, 'B', { name: evil })])),
    topText({ traces: 1, spans: 2, inferredKinds: 0, rows: table.rows(), dependencies: [], tail: [] }),
    skippedText([{ reason: 'r', count: 1, example: evil }]),
    diagnosisText({ ...slow, warnings: [evil], culprits: slow.culprits.map(each => ({ ...each, operation: evil })) }),
  ];
  for (const text of texts) {
    assert.match(text, /red \\u001b\[31m\\u009b2J/);
    assert.doesNotMatch(text, steering);
    assert.doesNotMatch(text, /^next/m);
  }
});
