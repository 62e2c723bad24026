export { type Accounting, accountFor, countSpans, type SpanCounts } from './accounting.ts';
export { untilPastIsLoaded } from './until-past-is-loaded.ts';
export { type Quiet, type QuietOptions, untilQuiet } from './until-quiet.ts';
