export { auditShop, type Violation } from './audit-shop.ts';
export { type Invariant, invariants } from './invariants.ts';
