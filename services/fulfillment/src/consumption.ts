import type { Consumer, ConsumeSettings, Queue } from '@spanshop/shared/queue';

/** Consuming a queue, which can be limited while it goes on. */
export interface Consumption {
  start(handle: ConsumeSettings['handle']): Promise<void>;
  /**
   * From now on no more messages are taken at each look into the queue, and none before the next. Of several limits the
   * strictest counts.
   *
   * @param reason each has one limit
   * @param messages undefined takes the limit of that reason back
   */
  limit(reason: string, messages: number | undefined): Promise<void>;
  /** The consumer that there is by then is the queue's to stop. */
  end(): void;
}

/** @param concurrency how many messages are worked on at once where nothing limits it */
export function consumptionOf(queue: Queue, name: string, concurrency: number): Consumption {
  const limits = new Map<string, number>();
  const strictest = () => (limits.size > 0 ? Math.min(...limits.values()) : undefined);
  let consumer: Consumer | undefined;
  let inEffect: number | undefined;
  let handle: ConsumeSettings['handle'];

  async function consume(): Promise<void> {
    const limit = strictest();
    const pace = limit === undefined ? { concurrency } : { concurrency: limit, burst: false };
    consumer = await queue.consume(name, { ...pace, handle });
    inEffect = limit;
  }

  return {
    async start(given) {
      handle = given;
      await consume();
    },
    async limit(reason, messages) {
      if (messages === undefined) limits.delete(reason);
      else limits.set(reason, messages);
      if (!consumer || strictest() === inEffect) return;
      await consumer.stop();
      // It may have been ended meanwhile.
      if (consumer) await consume();
    },
    end() {
      consumer = undefined;
    },
  };
}
