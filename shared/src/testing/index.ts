export { assertUnnamed } from './assert-unnamed.ts';
export { openLab, type TestLab } from './lab.ts';
export { silentLogger } from './silent-logger.ts';
export { clearSpans, finishedSpans, waitForSpans } from './spans.ts';
export { type Disturbance, type Proxy, type SeenRequest, startProxy } from './start-proxy.ts';
export { createTestDatabase, type DatabaseRole, type TestDatabase } from './test-database.ts';
