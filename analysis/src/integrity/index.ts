export { auditRun, createAuditor, type RunAudit } from './audit-run.ts';
export { auditTrace } from './audit-trace.ts';
export type { Defect, DefectClass } from './defect.ts';
export type { Expectations, KnownKill } from './expectations.ts';
export type { DefectPlace } from './places.ts';
