export { type Difference, differenceOf, type KeyDifference } from './difference.ts';
export { type EndpointPair, type Mix, mixOf } from './mix.ts';
export { observeTrace } from './observe-trace.ts';
export { joinId, type PathKey } from './path-key.ts';
export type { CallFacts, OperationFacts, PathShare, RequestFacts, ResourceFacts } from './request-facts.ts';
export { type SpanNames, spanNames } from './span-names.ts';
export { TAIL_FROM, tailOf } from './tail.ts';
export { type UnitOfWork, unitsOfWork } from './units-of-work.ts';
export { createWindowBuilder, filterWindow, observeWindow, type Window, type WindowBuilder } from './window.ts';
