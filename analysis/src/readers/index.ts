export { readTraces, type TracesRead } from './read-traces.ts';
export type { Skipped } from './skip-counter.ts';
export { UnreadableInputError } from './unreadable-input-error.ts';
