import type { Tracer } from '@opentelemetry/api';
import { type JobWithMetadata, PgBoss } from 'pg-boss';
import type { Transaction } from '../database/index.ts';
import type { Logger } from '../logging/index.ts';
import { type Carrier, injectCarrier } from '../telemetry/index.ts';
import { inConsumerSpan, inProducerSpan } from './messaging-spans.ts';
import { observeDepth } from './queue-depth.ts';
import { queueSchema } from './queue-names.ts';
import { statementLimits } from './statement-limits.ts';

/** A consumer's word that a message cannot be handled, however often it comes: it goes to the dead letters at once. */
export class UnreadableMessage extends Error {
  override readonly name = 'UnreadableMessage';
}

/** What lies in the queue: the message, and the context of the span that sent it. */
interface Envelope {
  message: unknown;
  carrier: Carrier;
}

export interface QueueOptions {
  url: string;
  tracer: Tracer;
  logger: Logger;
  /** Whether this process consumes: it then listens for new jobs, and expires, retries and deletes old ones. */
  consumes: boolean;
  /** What a message takes along of the context in which it is sent; all of it where nothing else is said. */
  takesAlong?: () => Promise<Carrier>;
}

export interface SendSettings {
  /** For so many milliseconds nobody gets the message; default 0. A consumer takes it up within a second after that. */
  delayMs?: number;
}

export interface ConsumeSettings {
  /** How many messages are worked on at once. */
  concurrency: number;
  /** Whether as many as that are followed by the next ones at once, not at the next look into the queue. Default true. */
  burst?: boolean;
  handle: (message: unknown) => Promise<void>;
}

export interface Consumer {
  /** Takes no more messages; resolves when those in hand are handled. */
  stop(): Promise<void>;
}

export interface Queue {
  start(): Promise<void>;
  /** Sends inside the caller's transaction: the message exists if and only if the transaction commits. */
  send(name: string, message: unknown, transaction: Transaction, settings?: SendSettings): Promise<void>;
  /**
   * Handles messages as they come, each in a CONSUMER span that is a child of its producer. What throws comes again, up to the
   * queue's limit, and is a dead letter then; how many of those there are is in the metric `shop.queue.depth`.
   */
  consume(name: string, settings: ConsumeSettings): Promise<Consumer>;
  /** Ends the consumers and waits for the messages that they are working on. */
  stop(): Promise<void>;
}

/** Trace and baggage, as the propagators write them. */
export const wholeContext = async (): Promise<Carrier> => injectCarrier();

/** How long messages may be worked on that are in hand at the end, in milliseconds: less than a service has to drain, 4.8 s. */
const stopTimeoutMs = 4_000;

/** pg-boss as a transactional outbox, with the trace context in every job. It changes no schema. */
export function createQueue({ url, tracer, logger, consumes, takesAlong = wholeContext }: QueueOptions): Queue {
  const boss = new PgBoss({
    ...statementLimits,
    connectionString: url,
    schema: queueSchema,
    max: consumes ? 4 : 1,
    migrate: false,
    createSchema: false,
    supervise: consumes,
    superviseIntervalSeconds: 5,
    schedule: false,
    useListenNotify: consumes,
  });
  boss.on('error', error => logger.warn({ err: error }, 'the queue had an error'));

  /** The queues whose depth is a metric already. */
  const observed = new Set<string>();

  function notHandled(error: unknown, { id, name, retryCount, retryLimit }: JobWithMetadata) {
    const entry = { err: error, queue: name, jobId: id, tries: retryCount + 1 };
    const isDead = error instanceof UnreadableMessage;
    if (isDead || retryCount >= retryLimit) logger.error(entry, 'a message cannot be handled and is a dead letter now');
    else logger.warn(entry, 'a message failed and will come again');
    return { id, status: isDead ? 'deadletter' : 'failed' } as const;
  }

  return {
    async start() {
      await boss.start();
    },
    send: (name, message, transaction, { delayMs = 0 } = {}) =>
      inProducerSpan(tracer, name, async () => {
        const envelope: Envelope = { message, carrier: await takesAlong() };
        const db = { executeSql: (text: string, values?: unknown[]) => transaction.query(text, values) };
        const id = await boss.send(name, envelope, { db, startAfter: delayMs / 1_000 });
        if (id === null) throw new Error(`the queue ${name} took no message`);
        return id;
      }),
    async consume(name, { concurrency, burst = true, handle }) {
      if (!observed.has(name)) observeDepth(boss, name, logger);
      observed.add(name);
      const id = await boss.work(
        name,
        {
          batchSize: concurrency,
          burstWhenBatchFull: burst,
          includeMetadata: true,
          notifyPollingIntervalSeconds: 1,
          perJobResults: true,
          pollingIntervalSeconds: 0.5,
        } as const,
        (jobs: JobWithMetadata<Envelope>[]) =>
          Promise.all(
            jobs.map(async job => {
              try {
                await inConsumerSpan(tracer, job, job.data.carrier, () => handle(job.data.message));
                return { id: job.id, status: 'completed' } as const;
              } catch (error) {
                return notHandled(error, job);
              }
            }),
          ),
      );
      return { stop: () => boss.offWork(name, { id, wait: true }) };
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: stopTimeoutMs });
    },
  };
}
