export { createJaegerCalls, type JaegerCalls, type JaegerSearch } from './jaeger-calls.ts';
export { openJaegerWindow, readJaegerTrace } from './jaeger-source.ts';
export { readTraces } from './read-traces.ts';
export type { Skipped } from './skip-counter.ts';
export { type StreamOptions, streamTraces, type TraceStream } from './stream-traces.ts';
export { openTraceFile } from './trace-file.ts';
export { OversizedElementError, UnreadableInputError } from './unreadable-input-error.ts';
