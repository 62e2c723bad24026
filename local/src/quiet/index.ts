export { type Accounting, accountFor, countSpans, type SpanCounts } from './accounting.ts';
export { type Quiet, type QuietOptions, untilQuiet } from './until-quiet.ts';
