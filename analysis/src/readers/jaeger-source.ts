import { setImmediate as turnOfTheEventLoop } from 'node:timers/promises';
import { mainRoot, type Trace, unixMsOf } from '../model/index.ts';
import { createJaegerCalls, type JaegerCalls } from './jaeger-calls.ts';
import { readTraces } from './read-traces.ts';
import { createSkipCounter, type SkipCounter } from './skip-counter.ts';
import type { TraceStream } from './stream-traces.ts';

export interface JaegerWindow {
  /** Where the query API answers, e.g. http://localhost:16686. */
  readonly baseUrl: string;
  /** Traces that start in [from, to), milliseconds since 1970. */
  readonly fromUnixMs: number;
  readonly toUnixMs: number;
  /** Services at which traces begin; found out by a few probes when not given. */
  readonly entryServices?: readonly string[];
  /** For each call; 30,000 ms when not given. */
  readonly deadlineMs?: number;
}

/** Jaeger builds an answer in memory, some 70 kB for a trace of 30 spans: more at once is not asked for. */
const mostTracesAtOnce = 200;
const aimTraces = 120;
const probeTraces = 20;
const firstWidthMs = 2_000;
const defaultDeadlineMs = 30_000;

/**
 * Reads a window of traces from Jaeger in slices of time, each of which answers with less than 200 traces; a slice that is
 * full is read again in halves. Every trace is given once.
 *
 *     window   |---------------------------------------------|
 *     slices   |--200!--|
 *              |----|----|-----|-----...      width follows from how many came
 *
 * @throws UnreadableInputError while walking, when Jaeger does not answer.
 */
export function openJaegerWindow(window: JaegerWindow): TraceStream {
  const skips = createSkipCounter();
  return { traces: walkWindow(window, skips), skipped: () => skips.list() };
}

/** One trace by its id; undefined when Jaeger has none. */
export async function readJaegerTrace(
  baseUrl: string,
  traceId: string,
  deadlineMs = defaultDeadlineMs,
): Promise<Trace | undefined> {
  const answer = await createJaegerCalls(baseUrl, deadlineMs).trace(traceId);
  return answer === undefined ? undefined : readTraces(answer).traces[0];
}

async function* walkWindow(window: JaegerWindow, skips: SkipCounter): AsyncGenerator<Trace> {
  const calls = createJaegerCalls(window.baseUrl, window.deadlineMs ?? defaultDeadlineMs);
  const services = window.entryServices ?? (await findEntryServices(calls, window));
  const seen = new Set<string>();
  for (const service of services) {
    for await (const trace of walkService(calls, service, window, skips)) {
      const startMs = unixMsOf(trace, trace.spans[0]?.startNano ?? 0);
      const isInside = startMs >= window.fromUnixMs && startMs < window.toUnixMs;
      if (seen.has(trace.traceId) || !isInside) continue;
      seen.add(trace.traceId);
      yield trace;
    }
  }
}

interface Slice {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly answer: Promise<string | undefined>;
}

// While one slice is parsed and used, Jaeger already works on the next.
async function* walkService(
  calls: JaegerCalls,
  service: string,
  { fromUnixMs, toUnixMs }: JaegerWindow,
  skips: SkipCounter,
): AsyncGenerator<Trace> {
  const ask = (fromMs: number, widthMs: number): Slice | undefined => {
    if (fromMs >= toUnixMs) return undefined;
    const untilMs = Math.min(fromMs + Math.max(widthMs, 1), toUnixMs);
    const answer = calls.search({ service, fromUnixMs: fromMs, toUnixMs: untilMs, limit: mostTracesAtOnce });
    answer.catch(() => {}); // told when the slice is waited for
    return { fromMs, untilMs, answer };
  };
  let widthMs = firstWidthMs;
  let slice = ask(fromUnixMs, widthMs);
  while (slice) {
    const { fromMs, untilMs } = slice;
    const answer = await slice.answer;
    // A turn later the connection that brought the answer is free for the next request, which leaves in the turn after.
    await turnOfTheEventLoop();
    const ahead = ask(untilMs, widthMs);
    await turnOfTheEventLoop();
    const traces = tracesFrom(answer, skips);
    const isFull = traces.length >= mostTracesAtOnce;
    if (isFull && untilMs - fromMs > 1) {
      await ahead?.answer;
      widthMs = Math.floor((untilMs - fromMs) / 2);
      slice = ask(fromMs, widthMs);
      continue;
    }
    if (isFull) skips.add(`more than ${mostTracesAtOnce} traces in one millisecond`, `${service} at ${fromMs}`);
    yield* traces;
    const factor = Math.min(Math.max(aimTraces / Math.max(traces.length, 1), 0.5), 4);
    widthMs = Math.max(Math.floor((untilMs - fromMs) * factor), 1);
    slice = ahead;
  }
}

function tracesFrom(answer: string | undefined, skips: SkipCounter): readonly Trace[] {
  if (answer === undefined || answer.trim() === '') return [];
  const { traces, skipped } = readTraces(answer);
  for (const skip of skipped) skips.add(skip.reason, skip.example, skip.count);
  return traces;
}

/**
 * Reading the traces of every service would read each trace once for every service in it. A few traces of each show where
 * traces begin; all traces begin at one of those, save for a service whose own traces are rarer than one in twenty.
 */
async function findEntryServices(
  calls: JaegerCalls,
  { fromUnixMs, toUnixMs }: JaegerWindow,
): Promise<readonly string[]> {
  const entries = new Set<string>();
  for (const service of await calls.services()) {
    const answer = await calls.search({ service, fromUnixMs, toUnixMs, limit: probeTraces });
    if (answer === undefined || answer.trim() === '') continue;
    for (const trace of readTraces(answer).traces) {
      const root = mainRoot(trace);
      if (root !== undefined) entries.add(trace.spans[root]?.service ?? service);
    }
  }
  return [...entries].sort();
}
