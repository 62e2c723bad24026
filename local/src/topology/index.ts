export { type DemoConfig, readConfig } from './config.ts';
export { type DatabaseUrls, databaseUrls } from './database-urls.ts';
export { type BackendEnvironment, type ProcessDefinition, topologyOf, traceStoreName, urlOf } from './topology.ts';
