import type { Trace } from '@spanshop/analysis/model';
import { openJaegerWindow, openTraceFile, readJaegerTrace, type TraceStream } from '@spanshop/analysis/readers';
import type { SourceOptions } from './arguments.ts';
import type { WindowSpec } from './window-spec.ts';

/** @throws UnreadableInputError, at once or while the traces are walked. */
export async function openWindow(
  spec: WindowSpec,
  { source, entryServices, deadlineMs }: SourceOptions,
): Promise<TraceStream> {
  if (spec.of === 'file') return openTraceFile(spec.path);
  const { fromUnixMs, toUnixMs } = spec;
  return openJaegerWindow({
    baseUrl: source,
    fromUnixMs,
    toUnixMs,
    deadlineMs,
    ...(entryServices && { entryServices }),
  });
}

/** One trace of a window again, which was let go while the window was read. */
export async function findTrace(traceId: string, spec: WindowSpec, options: SourceOptions): Promise<Trace | undefined> {
  if (spec.of === 'time') return readJaegerTrace(options.source, traceId, options.deadlineMs);
  for await (const trace of (await openTraceFile(spec.path)).traces) if (trace.traceId === traceId) return trace;
  return undefined;
}

/** Where a person opens a trace: a page of the backend, or the id alone for a file. */
export function linkFor(spec: WindowSpec, { source }: SourceOptions): (traceId: string) => string {
  return traceId => (spec.of === 'time' ? `${source.replace(/\/+$/, '')}/trace/${traceId}` : traceId);
}
