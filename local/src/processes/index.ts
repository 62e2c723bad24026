export { createProcessGroup } from './process-group.ts';
