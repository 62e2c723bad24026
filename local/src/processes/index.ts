export { openLogs } from './open-logs.ts';
export { createProcessGroup, type ProcessGroup } from './process-group.ts';
export type { ProcessLog } from './process-log.ts';
export { type Exit, type RunningProcess, startProcess } from './start-process.ts';
export { stopInOrder } from './stop-in-order.ts';
