export { type Fault, faultsOf } from './faults.ts';
export { generateTraces, type WindowPlan } from './generate-traces.ts';
export { asReported, type ReportedKinds } from './reported-kinds.ts';
export type { CallStep, OperationSpec, RequestContext, Step, System } from './system.ts';
export { call, calm, changed, connection, query, ticketSystem, work } from './ticket-system.ts';
