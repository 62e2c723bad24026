export { adminPortOf, type DemoConfig, readConfig } from './config.ts';
export { type DatabaseUrls, databaseUrls } from './database-urls.ts';
export {
  inOrderOfStart,
  type ProcessDefinition,
  type TopologyOptions,
  topologyOf,
  traceStoreName,
  urlOf,
} from './topology.ts';
