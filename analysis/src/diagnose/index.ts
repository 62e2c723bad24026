export type { Culprit, FaultKind, NamedCulprit, Scope } from './culprit.ts';
export { type Diagnosis, diagnose } from './diagnose.ts';
export { inMs, percent } from './explanations/explanation.ts';
export type { EdgeEvidence, PropagationStep, Via } from './propagation/propagation-step.ts';
