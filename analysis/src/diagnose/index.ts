export { type Comparison, compareWindows } from './comparison.ts';
export type { Blame, Confidence, Culprit, Exemplar, FaultKind, Scope } from './culprit.ts';
export { type Diagnosis, diagnose } from './diagnose.ts';
export { inMs, milliseconds, percent } from './explanations/explanation.ts';
export { thresholds } from './thresholds.ts';
