export { type MemoryUse, memoryOf } from './memory.ts';
export { createProcessGroup } from './process-group.ts';
