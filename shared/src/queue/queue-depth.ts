import { metrics } from '@opentelemetry/api';
import type { PgBoss } from 'pg-boss';
import { withinDeadline } from '../database/index.ts';
import { oneAtATime, runWithDeadline } from '../deadline/index.ts';
import type { Logger } from '../logging/index.ts';
import { attribute } from '../telemetry/index.ts';
import { deadLetterQueueOf, queueSchema } from './queue-names.ts';

/** How long a scrape waits for the count, in milliseconds; it shows the last one then. */
const countTimeoutMs = 2_000;

/** The metric `shop.queue.depth`: how many messages of a queue there are by state, and how many dead letters. */
export function observeDepth(boss: PgBoss, name: string, logger: Logger): void {
  const depth = metrics.getMeter('@spanshop/shared').createObservableGauge('shop.queue.depth', { unit: '{message}' });
  // Where the database does not answer, scrapes would pile up in front of the consumers' connections otherwise.
  const count = oneAtATime(async () => {
    const [stats] = await boss.getQueueStats(name, { force: true });
    return { stats, deadLetters: await countDeadLetters(boss, name) };
  });
  depth.addCallback(async result => {
    try {
      const { stats, deadLetters } = await runWithDeadline(countTimeoutMs, () => withinDeadline(count()));
      // One that nobody is to get yet, or again, is no backlog.
      for (const state of ['deferred', 'ready', 'active', 'failed'] as const) {
        result.observe(stats?.[`${state}Count`] ?? 0, { [attribute.messagingDestination]: name, state });
      }
      result.observe(deadLetters, { [attribute.messagingDestination]: deadLetterQueueOf(name), state: 'ready' });
    } catch (error) {
      logger.warn({ err: error, queue: name }, 'the queue cannot be counted');
    }
  });
}

/** pg-boss's own count is up to a minute old. */
async function countDeadLetters(boss: PgBoss, name: string): Promise<number> {
  const { rows } = await boss
    .getDb()
    .executeSql(`SELECT count(*) AS letters FROM ${queueSchema}.job WHERE name = $1 AND state = 'created'`, [
      deadLetterQueueOf(name),
    ]);
  return Number(rows[0].letters);
}
