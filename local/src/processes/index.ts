export { readConfig } from '../config.ts';
export { type Interruption, watchInterruption } from '../interruption.ts';
export { root } from '../root.ts';
export { type DatabaseUrls, databaseUrls } from '../shop/database-urls.ts';
export { type ProcessDefinition, type TopologyOptions, topologyOf, urlOf } from '../topology.ts';
export { createProcessGroup, type ProcessGroup } from './process-group.ts';
export type { RunningProcess } from './start-process.ts';
