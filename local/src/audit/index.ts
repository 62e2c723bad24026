export { auditShop, type Violation } from './audit-shop.ts';
export { invariants } from './invariants.ts';
