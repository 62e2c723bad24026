export { inOrder } from './in-order.ts';
export { type Environment, loadConfig } from './load-config.ts';
export {
  type DatabaseConfig,
  databaseConfig,
  durationMs,
  hostNames,
  type LabConfig,
  peerUrl,
  type ServiceConfig,
  serviceConfig,
} from './service-config.ts';
