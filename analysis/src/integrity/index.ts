export { type Auditor, auditRun, createAuditor, type RunAudit } from './audit-run.ts';
export { auditTrace } from './audit-trace.ts';
export type { Defect, DefectClass } from './defect.ts';
export {
  type BaggageExpectation,
  DEFAULT_LATE_END_MS,
  DEFAULT_LOSS_WINDOW_MS,
  DEFAULT_SKEW_MS,
  type Expectations,
  type KnownKill,
} from './expectations.ts';
