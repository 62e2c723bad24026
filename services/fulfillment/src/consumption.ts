import type { Consumer, ConsumeSettings, Queue } from '@spanshop/shared/queue';

/** Consuming a queue, in a way that can be changed while it goes on. */
export interface Consumption {
  start(handle: ConsumeSettings['handle']): Promise<void>;
  /** From now on otherwise; without settings as at the start. Before the start, and after the end, it does nothing. */
  change(settings?: Omit<ConsumeSettings, 'handle'>): Promise<void>;
  /** The consumer that there is by then is the queue's to stop. */
  end(): void;
}

/** @param concurrency how many messages are worked on at once, unless that is changed */
export function consumptionOf(queue: Queue, name: string, concurrency: number): Consumption {
  let consumer: Consumer | undefined;
  let isUsual = true;
  let handle: ConsumeSettings['handle'];
  return {
    async start(given) {
      handle = given;
      consumer = await queue.consume(name, { concurrency, handle });
    },
    async change(settings) {
      if (!consumer || (isUsual && !settings)) return;
      isUsual = !settings;
      await consumer.stop();
      if (consumer) consumer = await queue.consume(name, { ...(settings ?? { concurrency }), handle });
    },
    end() {
      consumer = undefined;
    },
  };
}
