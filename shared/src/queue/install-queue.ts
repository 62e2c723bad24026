import { PgBoss } from 'pg-boss';
import { underMigrationLock } from '../database/index.ts';
import { queueSchema } from './queue.ts';

/** How long a consumer may hold a message before it counts as lost with its process, in seconds. */
const expireInSeconds = 15;

/** Creates pg-boss's tables and a queue, as the role that owns the schema. Repeating it changes nothing. */
export async function installQueue(migrationUrl: string, name: string): Promise<void> {
  await underMigrationLock(migrationUrl, queueSchema, async () => {
    const boss = new PgBoss({
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
      await boss.createQueue(name, {
        expireInSeconds,
        notify: true,
        retryLimit: 1_000,
        retryDelay: 1,
        retryBackoff: true,
        retryDelayMax: 10,
        deleteAfterSeconds: 3_600,
      });
    } finally {
      await boss.stop({ graceful: false });
    }
    if (errors.length > 0) throw new Error(`the queue cannot be installed: ${String(errors[0])}`);
  });
}
