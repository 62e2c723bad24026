import { PgBoss } from 'pg-boss';
import { underMigrationLock } from '../database/index.ts';
import { deadLetterQueueOf, queueSchema } from './queue-names.ts';
import { statementLimits } from './statement-limits.ts';

/** How long a consumer may hold a message before it counts as lost with its process, in milliseconds. */
export const messageLeaseMs = 15_000;

/**
 * How often a message comes again: for about forty minutes, since the pauses between the tries grow to a minute. By then it is
 * not an outage that keeps it from being handled.
 */
const defaultRetryLimit = 50;

/**
 * Creates pg-boss's tables and a queue, as the role that owns the schema, and brings one that exists up to date. A message
 * that has come again too often goes to the queue's dead letters, where it stays until somebody looks. Repeating it changes
 * nothing.
 */
export async function installQueue(
  migrationUrl: string,
  name: string,
  retryLimit: number = defaultRetryLimit,
): Promise<void> {
  await underMigrationLock(migrationUrl, queueSchema, async () => {
    const boss = new PgBoss({
      ...statementLimits,
      connectionString: migrationUrl,
      schema: queueSchema,
      createSchema: false,
      max: 1,
      supervise: false,
      schedule: false,
    });
    const errors: unknown[] = [];
    boss.on('error', error => errors.push(error));
    await boss.start();
    try {
      const deadLetter = deadLetterQueueOf(name);
      await boss.createQueue(deadLetter, { retentionSeconds: 30 * 24 * 3_600 });
      const settings = {
        deadLetter,
        expireInSeconds: messageLeaseMs / 1_000,
        notify: true,
        retryLimit,
        retryDelay: 1,
        retryBackoff: true,
        retryDelayMax: 60,
        deleteAfterSeconds: 3_600,
      };
      await boss.createQueue(name, settings);
      await boss.updateQueue(name, settings);
    } finally {
      await boss.stop({ graceful: false });
    }
    if (errors.length > 0) throw new Error(`the queue cannot be installed: ${String(errors[0])}`);
  });
}
