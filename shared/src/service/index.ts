export { createAdminApp } from './admin-app.ts';
export { type Repetition, repeat } from './repeat.ts';
export { runService, type ServiceDefinition } from './run-service.ts';
export type { Service } from './service.ts';
export { type ShutDownOptions, shutDown } from './shut-down.ts';
