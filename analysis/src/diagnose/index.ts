export { withoutShared } from './comparability.ts';
export type { Culprit, Exemplar, FaultKind, NamedCulprit, Scope } from './culprit.ts';
export { type Diagnosis, diagnose } from './diagnose.ts';
export { diagnoseAgainst } from './diagnose-against.ts';
export type { EndpointChange, EndpointFigures } from './endpoint-change.ts';
export { inMs, percent } from './explanations/explanation.ts';
export { inferredEdges } from './inferred-edges.ts';
export type { EdgeEvidence, PropagationStep, Via } from './propagation/propagation-step.ts';
export type { WindowSummary } from './window-summary.ts';
