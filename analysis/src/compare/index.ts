export { type Difference, differenceOf, type KeyDifference } from './difference.ts';
export { type EndpointPair, type Mix, mixOf } from './mix.ts';
export { tableOf } from './observe-row-locks.ts';
export { joinId, type PathKey } from './path-key.ts';
export type { CallFacts, OperationFacts, RequestFacts, ResourceFacts } from './request-facts.ts';
export { spanNames } from './span-names.ts';
export { tailFrom, tailOf } from './tail.ts';
export type { OwnTime, Timeline, TimelineSpan } from './timeline.ts';
export { createWindowBuilder, filterWindow, observeWindow, type Window } from './window.ts';
