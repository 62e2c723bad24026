export { createAdminApp } from './admin-app.ts';
export { repeat } from './repeat.ts';
export { runService } from './run-service.ts';
export type { Service } from './service.ts';
export { shutDown } from './shut-down.ts';
