export {
  createPool,
  type Database,
  type PoolOptions,
  pingDatabase,
  type Queryable,
  type Transaction,
} from './create-pool.ts';
export { createHistoryLoader, type HistoryLoader, type HistoryOptions } from './history.ts';
export { lockHolderName, readLockHolderName } from './lock-holder.ts';
export { type MigrationOptions, migrate, underMigrationLock } from './migrate.ts';
export { type OpenDatabaseOptions, openDatabase } from './open-database.ts';
export { inTransaction } from './transaction.ts';
export { withinDeadline } from './within-deadline.ts';
