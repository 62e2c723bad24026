export { type Auditor, auditRun, createAuditor, type RunAudit } from './audit-run.ts';
export { auditTrace } from './audit-trace.ts';
export type { Defect, DefectClass } from './defect.ts';
export {
  type BaggageExpectation,
  defaultLateEndMs,
  defaultLossWindowMs,
  defaultSkewMs,
  type Expectations,
  type KnownKill,
} from './expectations.ts';
