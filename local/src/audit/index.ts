export { auditShop, type Violation } from './audit-shop.ts';
export { type AuditorLimits, connectAuditor } from './connect-auditor.ts';
export { invariants } from './invariants.ts';
