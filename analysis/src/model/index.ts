export { type Attributes, type AttributeValue, firstNumber, firstText, noAttributes, textOf } from './attributes.ts';
export { awaitedLock } from './awaited-lock.ts';
export { breadthOf } from './catch-all.ts';
export { isAbandoned, lockHolder, lockWaitedFor, names, poolWaitedFor, processLoadOf } from './conventions.ts';
export { isHandedOver, receives } from './handed-over.ts';
export { spanIdFrom, traceIdFrom } from './identifiers.ts';
export { isElsewhere, type Understood, withInferredKinds } from './inferred-kinds.ts';
export { generalName, operationOf } from './operation.ts';
export { type ReportedEvent, type ReportedSpan, traceFromReported } from './reported-span.ts';
export { mainRoot, type Topmost, topmostSpans } from './roots.ts';
export {
  type Resource,
  type Scope,
  type Span,
  type SpanKind,
  type SpanLink,
  type StatusCode,
  unknownService,
} from './span.ts';
export { remoteOf, traceFlagsOf } from './span-flags.ts';
export { compareText, createTrace, durationNano, type Trace, unixMsOf } from './trace.ts';
export { childrenOf } from './tree.ts';
export { addNano, nanoSince, signedMicro, unixTimeFromMicro, unixTimeFromNano } from './unix-time.ts';
