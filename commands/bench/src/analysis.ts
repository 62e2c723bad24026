import { createWindowBuilder, observeWindow } from '@spanshop/analysis/compare';
import { classSections, criticalPath } from '@spanshop/analysis/critical-path';
import { diagnose } from '@spanshop/analysis/diagnose';
import { generateTraces, ticketSystem } from '@spanshop/analysis/generator';
import { createTrace, type Span, type Trace } from '@spanshop/analysis/model';
import { streamTraces } from '@spanshop/analysis/readers';
import { otlpDocument } from '@spanshop/analysis/writers';
import { type Figure, figureLine } from './figure.ts';
import { bookings, culprit, slowedBookings } from './slowed-bookings.ts';

/*
 * The analysis against the numbers it has to reach, on made-up traces. What counts is the processor time of this process,
 * because other work on the machine blurs the clock; the clock's time stands beside it. Garbage collection is included.
 */

const ordinarySpans = 1_000_000;
const siblingSpans = 20_000;
const windowTraces = 5_000;
const streamedBytes = 300_000_000;

/** Runs everything and prints a table. Takes about a minute. */
export async function run(): Promise<void> {
  console.log('analysis: each figure is the median of three runs, in processor seconds (and on the clock)\n');
  for (const measure of [ordinaryTraces, manySiblings, millionChildren, deepTrace, twoWindows, streamedFile]) {
    console.log(figureLine(await measure()));
  }
}

/** Ordinary traces of 20 to 200 spans, a million spans in all. */
function ordinaryTraces(): Figure {
  const traces: Trace[] = [];
  let spans = 0;
  for (let i = 0; spans < ordinarySpans; i++) {
    const trace = ordinaryTrace(i, 20 + ((i * 37) % 181));
    traces.push(trace);
    spans += trace.spans.length;
  }
  let sections = 0;
  const path = timed(() => {
    sections = traces.reduce((sum, trace) => sum + criticalPath(trace).length, 0);
  });
  const classed = timed(() => {
    for (const trace of traces) classSections(trace, criticalPath(trace));
  });
  const perSecond = spans / path.cpuSeconds;
  const measured = `${millions(perSecond)} (${millions(spans / classed.cpuSeconds)} classed), ${sections} sections`;
  return { what: 'critical path of ordinary traces', bar: '>= 1 M spans/s', measured, reached: perSecond >= 1e6 };
}

function manySiblings(): Figure {
  const trace = traceOfChildren(siblingSpans);
  const taken = timed(() => criticalPath(trace));
  const reached = taken.cpuSeconds < 0.5;
  return { what: 'critical path of 20,000 siblings', bar: '< 0.5 s', measured: told(taken), reached };
}

function millionChildren(): Figure {
  const trace = traceOfChildren(1_000_000);
  const taken = timed(() => criticalPath(trace), 1);
  const measured = `${told(taken)}, heap ${Math.round(process.memoryUsage().heapUsed / 1e6)} MB`;
  return { what: 'critical path of one trace of 1 M spans', bar: 'within memory', measured, reached: true };
}

function deepTrace(): Figure {
  const count = 200_000;
  const spans = Array.from({ length: count }, (_, i) => span(1, i, i - 1, i * 1000, (3 * count - i) * 1000));
  const trace = createTrace('1', 0n, spans);
  return {
    what: 'critical path of 200,000 nested spans',
    bar: 'no recursion',
    measured: told(timed(() => criticalPath(trace), 1)),
    reached: true,
  };
}

/** Two windows of 5,000 traces of 30 spans each, from normalised traces to the verdict. */
function twoWindows(): Figure {
  const before = [...generateTraces({ system: bookings, requests: windowTraces, seed: 1 })];
  const after = [
    ...generateTraces({ system: slowedBookings, requests: windowTraces, seed: 2, fromUnixMs: 1_790_001_000_000 }),
  ];
  const spans = Math.round(before.reduce((sum, trace) => sum + trace.spans.length, 0) / before.length);
  let named: string | undefined;
  const taken = timed(() => {
    named = diagnose(observeWindow(before), observeWindow(after)).culprits[0]?.operation;
  });
  if (named !== culprit) throw new Error(`the diagnosis named ${named}`);
  const measured = `${told(taken)}, ${spans} spans a trace`;
  return { what: 'diagnosis of two windows of 5,000 traces', bar: '<= 5 s', measured, reached: taken.cpuSeconds <= 5 };
}

/** OTLP JSON as a backend answers it, line by line, folded into a window as it comes. */
async function streamedFile(): Promise<Figure> {
  const generated = generateTraces({ system: ticketSystem, requests: 100, seed: 3 });
  const line = `${JSON.stringify({ result: otlpDocument(generated) })}\n`;
  let [bytes, spans, mostResident] = [0, 0, 0];
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let i = 1; bytes < streamedBytes; i++) {
      const piece = Buffer.from(
        line.replaceAll('00000003000000000000000', i.toString(16).padStart(8, '0').padEnd(23, '0')),
      );
      bytes += piece.length;
      yield piece;
    }
  }
  const [cpu, startedAtMs] = [process.cpuUsage(), performance.now()];
  const builder = createWindowBuilder();
  for await (const trace of streamTraces(pieces(), { mostOpenSpans: 50_000 }).traces) {
    spans += trace.spans.length;
    builder.add(trace);
    mostResident = Math.max(mostResident, process.memoryUsage.rss());
  }
  builder.finish();
  const { user, system } = process.cpuUsage(cpu);
  const cpuSeconds = (user + system) / 1e6;
  const seconds = (performance.now() - startedAtMs) / 1000;
  const speed = `${(bytes / 1e6 / cpuSeconds).toFixed(0)} MB/s, ${millions(spans / cpuSeconds)}`;
  const measured = `${speed} (${seconds.toFixed(1)} s), resident ${Math.round(mostResident / 1e6)} MB`;
  return {
    what: `reading ${streamedBytes / 1e6} MB of OTLP JSON into a window`,
    bar: '',
    measured,
    reached: undefined,
  };
}

interface Taken {
  readonly cpuSeconds: number;
  readonly seconds: number;
}

function timed(work: () => void, runs = 3): Taken {
  const taken = Array.from({ length: runs }, () => {
    const [cpu, startedAtMs] = [process.cpuUsage(), performance.now()];
    work();
    const { user, system } = process.cpuUsage(cpu);
    return { cpuSeconds: (user + system) / 1e6, seconds: (performance.now() - startedAtMs) / 1000 };
  });
  return taken.sort((a, b) => a.cpuSeconds - b.cpuSeconds)[Math.floor(runs / 2)] as Taken;
}

function told({ cpuSeconds, seconds }: Taken): string {
  return `${cpuSeconds.toFixed(2)} s (${seconds.toFixed(2)} s)`;
}

function millions(perSecond: number): string {
  return `${(perSecond / 1e6).toFixed(2)} M spans/s`;
}

/** A tree in which every fourth span calls three things in a row or at once, most of them on the path. */
function ordinaryTrace(number: number, count: number): Trace {
  const spans = [span(number, 0, -1, 0, 1e9)];
  for (let i = 1; i < count; i++) {
    const parent = Math.floor((i - 1) / 3);
    const { startNano, endNano } = spans[parent] as Span;
    const third = (endNano - startNano) / 3.3;
    const from = startNano + ((i - 1) % 3) * third + third * 0.1;
    spans.push(span(number, i, parent, Math.round(from), Math.round(from + third * 0.95)));
  }
  return createTrace(String(number), 0n, spans);
}

function traceOfChildren(count: number): Trace {
  const spans = [span(1, 0, -1, 0, count * 1e7)];
  for (let i = 1; i < count; i++) spans.push(span(1, i, 0, i * 1e7 + 1e6, i * 1e7 + 9e6));
  return createTrace('1', 0n, spans);
}

const resource = { service: 'made up', attributes: {} };
const scope = { name: 'bench', version: '1' };
const attributes = { 'http.request.method': 'GET', 'http.route': '/things' };
const kinds = ['server', 'internal', 'client', 'client'] as const;

function span(trace: number, i: number, parent: number, startNano: number, endNano: number): Span {
  return {
    traceId: String(trace),
    spanId: `${trace}-${i}`,
    parentId: parent < 0 ? undefined : `${trace}-${parent}`,
    parentIsRemote: undefined,
    kind: kinds[i % 4] ?? 'internal',
    name: `operation ${i % 7}`,
    service: resource.service,
    resource,
    scope,
    startNano,
    endNano,
    attributes,
    events: [],
    links: [],
    traceFlags: 1,
    status: 'unset',
    statusMessage: '',
  };
}
