export { withClient } from './bootstrap-database.ts';
export { createPool, type Database, pingDatabase, type Queryable, type Transaction } from './create-pool.ts';
export { createHistoryLoader } from './history.ts';
export { lockHolderName, readLockHolderName } from './lock-holder.ts';
export { migrate, underMigrationLock } from './migrate.ts';
export { openDatabase } from './open-database.ts';
export { inTransaction } from './transaction.ts';
export { withinDeadline } from './within-deadline.ts';
