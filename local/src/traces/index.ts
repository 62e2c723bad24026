export { readTraceUntil } from './read-trace.ts';
export {
  type BackendUrls,
  embeddedPlaces,
  realPlaces,
  type SpanCounter,
  type TracePlace,
  type TracePlaces,
} from './trace-places.ts';
export { defectsOf, hasHttpPart, insideServices, isWhole, openCalls, openMessages } from './whole-trace.ts';
