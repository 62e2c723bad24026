export { openLab, type TestLab } from './lab.ts';
export { silentLogger } from './silent-logger.ts';
export { clearSpans, finishedSpans, waitForSpans } from './spans.ts';
export { type Disturbance, type Proxy, type SeenRequest, startProxy } from './start-proxy.ts';
export { type SwitchableFaults, switchableFaults } from './switchable-faults.ts';
export { createTestDatabase, type DatabaseRole, type TestDatabase } from './test-database.ts';
